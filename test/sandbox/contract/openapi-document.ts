/** The parts of an OpenAPI 3.0 document that the checker reads. */
export interface OpenApiDocument {
  servers: { url: string }[]
  paths: Record<string, Record<string, OpenApiOperation>>
  components: { schemas: Record<string, OpenApiSchema> }
}

/** One method of one path. */
export interface OpenApiOperation {
  operationId: string
  parameters?: OpenApiParameter[]
  requestBody?: { content: Record<string, { schema: OpenApiSchema }> }
  responses: Record<string, { content?: Record<string, { schema: OpenApiSchema }> }>
}

/** A parameter in the path, the query or a header. */
export interface OpenApiParameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
}

/** A value's description: OpenAPI 3.0, with JSON Schema's `patternProperties`. */
export interface OpenApiSchema {
  $ref?: string
  type?: string | string[]
  nullable?: boolean
  format?: string
  enum?: unknown[]
  required?: string[]
  maxItems?: number
  items?: OpenApiSchema
  properties?: Record<string, OpenApiSchema>
  patternProperties?: Record<string, OpenApiSchema>
  additionalProperties?: boolean
  anyOf?: OpenApiSchema[]
  oneOf?: OpenApiSchema[]
  /** Names of the schemas this one is derived from; OData's, an answer names its own in `@odata.type`. */
  'x-base-types'?: string[]
}

/**
 * The operation for a request; `path-only` when the path exists with other methods; null when the document
 * does not know the path. `path` is what follows the server's address.
 */
export function findOperation(
  document: OpenApiDocument,
  method: string,
  path: string,
): OpenApiOperation | 'path-only' | null {
  let isPathKnown = false
  for (const [template, operations] of Object.entries(document.paths)) {
    if (!patternOf(template).test(path)) continue
    isPathKnown = true
    const operation = operations[method.toLowerCase()]
    if (operation !== undefined) return operation
  }
  return isPathKnown ? 'path-only' : null
}

/** `:/{path}:` spans folders, and its last colon may be left out where nothing follows. */
function patternOf(template: string): RegExp {
  const source = template
    .split(/(:\/\{path\}:|\{[^}]+\})/)
    .map((part) => {
      if (part === ':/{path}:') return template.endsWith(part) ? ':/[^:]+:?' : ':/[^:]+:'
      return part.startsWith('{') ? '[^/:]+' : part.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
    })
    .join('')
  return new RegExp(`^${source}$`)
}
