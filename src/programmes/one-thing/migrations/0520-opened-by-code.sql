-- Licences that the visitor's Zhongyang code opened at the window; null: filled in by the applicant, or with a card on the table.
alter table application add column opened uuid[];
