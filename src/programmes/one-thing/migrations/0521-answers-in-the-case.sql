-- What a register said in the place of a material: who, when, what, sealed; and the query, where it went through the exchange.
alter table case_material add column found_sealed text, add column query_id uuid;
