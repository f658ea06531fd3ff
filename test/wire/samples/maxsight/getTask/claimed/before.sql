insert into task_shares (id, task_id, position, state, user_id, assigned_by_id)
values (4812, 4812, 1, 'asked', 12, 7), (2147483700, 4812, 2, 'asked', 15, 7);
insert into task_sharing (task_id, claimed_at, claimant_id, claimed_share_id) values (4812, now(), 15, 2147483700);
update tasks set sharing = 1, assignee_id = 15 where id = 4812;
