-- Addresses of calendars: whoever knows one reads when its person is absent and stands in. One for a person at the most.
set local lock_timeout = '2s';

alter table credentials drop constraint credentials_kind_known;
alter table credentials add constraint credentials_kind_known
  check (kind in ('ticket', 'api-key', 'orkes-token', 'box-access', 'box-refresh', 'session', 'calendar')) not valid;
create unique index credentials_calendar on credentials (user_id) where kind = 'calendar';

-- For whom somebody has stood in.
create index redirection_history_target on redirection_history (old_target_id, at) where old_target_id is not null;
