insert into task_sharing (task_id, rule) values (4831, 'any');
insert into task_shares (id, task_id, position, state, user_id, assigned_by_id, sla_minutes, ends_at)
values (2147483900, 4831, 1, 'asked', 12, 7, 0, null), (2147483901, 4831, 2, 'later', 15, 7, 0, null);
update tasks set sharing = 1 where id = 4831;
