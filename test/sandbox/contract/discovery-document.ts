/** The parts of a Google discovery document that the checker reads. */
export interface DiscoveryDocument {
  name: string
  version: string
  rootUrl: string
  servicePath: string
  /** Parameters every method takes. */
  parameters?: Record<string, Schema>
  schemas?: Record<string, Schema>
  resources?: Record<string, Resource>
}

/** A group of methods. */
export interface Resource {
  methods?: Record<string, Method>
  resources?: Record<string, Resource>
}

/** One method of an API. */
export interface Method {
  id: string
  httpMethod: string
  /** Template below the service path, e.g. `files/{fileId}`. */
  path: string
  parameters?: Record<string, Schema>
  request?: { $ref: string }
  response?: { $ref: string }
  supportsMediaDownload?: boolean
  mediaUpload?: { protocols: Record<string, { path: string }> }
}

/** A value's description: JSON Schema draft 3 in Google's dialect. */
export interface Schema {
  $ref?: string
  type?: string
  format?: string
  enum?: string[]
  pattern?: string
  minimum?: string
  maximum?: string
  required?: boolean
  repeated?: boolean
  /** `query` or `path`, for parameters. */
  location?: string
  description?: string
  properties?: Record<string, Schema>
  additionalProperties?: Schema
  items?: Schema
}

/** A method as found for a request. */
export interface FoundMethod {
  document: DiscoveryDocument
  method: Method
  /** Whether the request came by an upload path. */
  isUpload: boolean
}

/**
 * The method for a request; `path-only` when the path exists with other HTTP methods; null when no document
 * knows the path.
 */
export function findMethod(
  documents: readonly DiscoveryDocument[],
  httpMethod: string,
  path: string,
): FoundMethod | 'path-only' | null {
  let isPathKnown = false
  for (const document of documents) {
    for (const method of methodsOf(document)) {
      const uploads = Object.values(method.mediaUpload?.protocols ?? {}).map((each) => each.path)
      const plain = `/${document.servicePath}${method.path}`
      for (const template of [plain, ...uploads]) {
        if (!templatePattern(template).test(path)) continue
        isPathKnown = true
        if (method.httpMethod === httpMethod)
          return { document, method, isUpload: template !== plain }
      }
    }
  }
  return isPathKnown ? 'path-only' : null
}

function methodsOf(group: DiscoveryDocument | Resource): Method[] {
  const own = 'methods' in group ? Object.values(group.methods ?? {}) : []
  return [...own, ...Object.values(group.resources ?? {}).flatMap(methodsOf)]
}

function templatePattern(template: string): RegExp {
  const source = template
    .split(/(\{\+?[\w]+\})/)
    .map((part) => {
      if (part.startsWith('{+')) return '.+'
      return part.startsWith('{') ? '[^/]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`)
}
