export { platformRules } from './numbers.ts';
export { callRule, type Rule, type RuleContext, rule, ruleRead } from './rules.ts';
