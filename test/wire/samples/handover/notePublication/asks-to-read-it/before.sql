update tasks set requirements = '[{"type": "PublishedVersionRead", "objectId": 0, "definition": ""}]', allowed_start_hours = 0 where id = 4812;
