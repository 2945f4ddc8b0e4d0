-- The bureau holds persons against the list of the police as it stands, and sees it now.
update register_row set units = units || '{medical-insurance}'::text[] where kind = 'insurance-police' and not units @> '{medical-insurance}'::text[];
