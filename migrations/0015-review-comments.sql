-- What a review found, of which version, and how it came in. Rows are only ever added: they are the audit trail.
alter table document_reviews
  add column version int check (version > 0),
  add column comment text not null default '',
  add column credential text,
  add column api text,
  add column request_id text;
