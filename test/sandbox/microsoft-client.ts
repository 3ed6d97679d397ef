import {
  AuthenticationHandler,
  Client,
  type Context,
  type GraphError,
  type Middleware,
} from '@microsoft/microsoft-graph-client'
import type { World } from './world.ts'

/**
 * Microsoft's own Graph client, signed in as one person and pointed at a world; it does not retry. The last
 * link of its chain is the world's fetch, which keeps redirects inside and drops Authorization on them.
 */
export function microsoftClient(world: World, email: string, scopes?: readonly string[]): Client {
  const token = world.microsoftTokenFor(email, scopes)
  const authentication = new AuthenticationHandler({ getAccessToken: async () => token })
  const network: Middleware = {
    async execute(context: Context) {
      context.response = await world.fetch(context.request, context.options)
    },
  }
  authentication.setNext(network)
  return Client.initWithMiddleware({ middleware: authentication })
}

/** How Graph said no. */
export interface GraphRefusal {
  status: number
  code: string
}

/** The refusal a call ends in; throws when it succeeds or fails otherwise. */
export async function graphRefusalOf(call: Promise<unknown>): Promise<GraphRefusal> {
  const failure: unknown = await call.then(
    () => null,
    (error: unknown) => error,
  )
  if (failure === null) throw new Error('The call succeeded, a refusal was expected')
  const { statusCode, code } = failure as Partial<GraphError>
  if (typeof statusCode !== 'number' || statusCode < 0) throw failure
  return { status: statusCode, code: code ?? '' }
}
