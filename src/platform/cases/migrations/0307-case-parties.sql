-- The parties of a case are those who may act on it: the principal, and the principal in this subject (identity/standing.ts).
-- Whoever filed it as an agent sees it by the mandate, as long as that lasts.
update case_file set parties = array[principal, substr(encode(sha256(convert_to(principal || '/' || subject, 'UTF8')), 'hex'), 1, 32)::uuid];
