-- Licences from before faces were kept get the one of their type in the newest catalogue.
update licence l set face = jsonb_build_object(
    'title', t->>'name', 'shape', 'landscape', 'bearer', case l.holder_kind when 'firm' then '名称' else '姓名' end,
    'lines', (select coalesce(jsonb_agg(jsonb_build_object('attribute', a->>'id', 'label', a->>'label', 'sensitive', coalesce((a->>'sensitive')::boolean, false))), '[]')
      from jsonb_array_elements(t->'attributes') a),
    'seal', coalesce((select u.name from unit u where u.county = l.county and u.id = l.issuer), l.issuer), 'note', null)
  from catalogue_version v, jsonb_array_elements(v.body->'licences') t
  where l.face is null and v.county = l.county and t->>'id' = l.type
    and v.version = (select max(n.version) from catalogue_version n where n.county = v.county);

-- Materials of a time, for the figures of reuse.
create index case_material_given on case_material (county, given_on) where state = 'given';
