-- Photos of a place, as its town took them and without what the camera wrote beside the picture. They are small (the page
-- scales them) and few, so they lie with their row: in the backup, and gone from the public in the moment they are removed.
create table place_photo (
  county text not null,
  id uuid not null,
  place int not null,
  type text not null check (type in ('image/jpeg', 'image/png', 'image/webp')),
  content bytea not null,
  digest text not null,
  -- What is to be seen: also read to those who see no pictures.
  caption text not null check (caption <> ''),
  position int not null,
  added_by text not null,
  added_on date not null,
  removed_on date,
  removed_by text,
  removed_why text,
  primary key (county, id),
  foreign key (county, place) references place (county, no)
);
create index place_photo_by_place on place_photo (county, place, position) where removed_on is null;
create unique index place_photo_once on place_photo (county, place, digest) where removed_on is null;
grant select, insert, update on place_photo to :runtime;
