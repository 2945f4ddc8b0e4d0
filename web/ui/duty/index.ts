export { AnswerDuty } from './answer.tsx';
export { DutyCourse } from './course.tsx';
export { FollowUp } from './follow.tsx';
export { ReasonDialog } from './reason-dialog.tsx';
export { DutyTag } from './tag.tsx';
export { DutyVerbs } from './verbs.tsx';
