insert into task_shares (id, task_id, position, state, team_id, assigned_by_id, assigner_comment, resolution, resolved_by_id, resolved_at)
values (2147483701, 4804, 1, 'done', 3, 7, 'Legal, please.', 'completed', 15, now());
insert into task_sharing (task_id, claimed_at, claimant_id, claimed_share_id) values (4804, now(), 15, 2147483701);
update tasks set sharing = 1, assignee_id = 15 where id = 4804;
