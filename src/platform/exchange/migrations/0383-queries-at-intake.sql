-- Data in the place of papers while an application is filled in: what an answer proves, and questions before there is a case.
alter table data_service add column proves jsonb not null default '[]';

alter table data_query add column application uuid, add column material text;
create index data_query_of_application on data_query (county, application, asked_at) where application is not null;

alter table data_consent alter column case_id drop not null, alter column case_number drop not null, add column application uuid;
alter table data_consent add constraint data_consent_for_something check (case_id is not null or application is not null);
create unique index data_consent_at_intake on data_consent (county, application, service, unit) where application is not null and state = 'given';
