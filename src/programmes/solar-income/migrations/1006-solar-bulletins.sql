-- The year's notices stand among all bulletins.
insert into bulletin (county, kind, period, no, figures, because, issued_by, issued_by_name, issued_on)
select county, 'solar-notice', year, no, figures, because, issued_by, issued_by_name, issued_on from solar_notice;
drop table solar_notice;
