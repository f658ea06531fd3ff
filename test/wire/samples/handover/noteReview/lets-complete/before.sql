update tasks set requirements = '[{"type": "SOXReview", "objectId": 0, "definition": ""}]', allowed_start_hours = 0 where id = 4812;
insert into api_keys (digest, name, user_id, rights) select sha256('key-for-documents'), 'dms', id, '{documents}' from users where login = 'integration';
