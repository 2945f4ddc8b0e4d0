-- The quarters' notices stand among all bulletins.
insert into bulletin (county, kind, period, no, figures, because, issued_by, issued_by_name, issued_on)
select county, 'funds-notice', quarter, no, figures, because, issued_by, issued_by_name, issued_on from funds_notice;
drop table funds_notice;
