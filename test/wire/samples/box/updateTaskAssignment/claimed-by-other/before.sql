insert into task_sharing (task_id, claimed_at, claimant_id, claimed_share_id) values (4831, now(), 15, 2147483900);
insert into task_shares (id, task_id, position, state, user_id, assigned_by_id)
values (4831, 4831, 1, 'asked', 12, 7), (2147483900, 4831, 2, 'asked', 15, 7);
update tasks set sharing = 1, assignee_id = 15 where id = 4831;
