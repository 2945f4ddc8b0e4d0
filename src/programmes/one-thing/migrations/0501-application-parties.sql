-- As with cases: the principal, and the principal in this thing.
update application set parties = array[principal, substr(encode(sha256(convert_to(principal || '/' || thing, 'UTF8')), 'hex'), 1, 32)::uuid];
