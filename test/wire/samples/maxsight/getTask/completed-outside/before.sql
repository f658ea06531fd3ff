insert into task_shares (id, task_id, position, state, outside_name, assigned_by_id, resolution, resolved_by_id, resolved_at)
values (2147483701, 4804, 1, 'done', 'Notary', 7, 'completed', 7, now());
insert into task_sharing (task_id) values (4804);
update tasks set sharing = 1, assignee_id = null where id = 4804;
