-- 注销: a licence ends without fault, with its holder or because its holder gives it up (行政许可法 第七十条).
alter table licence drop constraint licence_state_check;
alter table licence add constraint licence_state_check check (state in ('valid', 'suspended', 'revoked', 'cancelled', 'replaced'));
alter table licence_change drop constraint licence_change_kind_check;
alter table licence_change add constraint licence_change_kind_check
  check (kind in ('suspend', 'resume', 'revoke', 'cancel', 'correct', 'print', 'hand-over', 'lose', 'return'));
