import { scenarios } from '../../simulator/scenarios.ts'
import { describeScenarios } from '../../support/describe-scenarios.ts'

describeScenarios(
  'in the simulator, whatever the provider does',
  scenarios.filter((scenario) => scenario.strain === 'provider'),
)
