insert into task_shares (id, task_id, position, state, user_id, assigned_by_id, assigner_comment, resolution, resolved_by_id, resolved_at)
values (2147483700, 4804, 1, 'left', 15, 7, 'You too.', null, null, null), (2147483701, 4804, 2, 'done', 12, 7, 'You.', 'approved', 12, now());
insert into task_sharing (task_id) values (4804);
update tasks set sharing = 1 where id = 4804;
