import { json } from '../network/http-message.ts'
import { requireGraphScope, routeGraph, selectProperties } from './graph-call.ts'

const userProperties = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
]

/** GET /me: the default properties of the signed-in person. */
export const handleMe = routeGraph([
  [
    'GET',
    /^\/me$/,
    ({ store, request, token, person }) => {
      requireGraphScope(token, ['User.Read'])
      const isMailHidden = person.isPersonal && store.habits.profile.isPersonalMailNull
      const user = {
        '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#users/$entity',
        businessPhones: [],
        displayName: person.name,
        givenName: null,
        jobTitle: null,
        mail: isMailHidden ? null : person.email,
        mobilePhone: null,
        officeLocation: null,
        preferredLanguage: person.locale === 'ja' ? 'ja-JP' : 'en-US',
        surname: null,
        userPrincipalName: person.signInName,
        id: person.graphId,
      }
      return json(200, selectProperties(request.url.searchParams, user, userProperties))
    },
  ],
])
