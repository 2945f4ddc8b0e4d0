-- Who has a role in a unit is asked on every task page and before every hand-over.
create index staff_role_of_unit on staff_role (county, unit, role);
