-- Cases that people filed on a partner's platform have its number too; `record` is the case.
alter table exchange_origin drop constraint exchange_origin_topic_check;
alter table exchange_origin add constraint exchange_origin_topic_check check (topic in ('ticket', 'case'));
