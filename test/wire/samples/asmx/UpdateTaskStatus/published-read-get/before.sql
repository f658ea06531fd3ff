update tasks set requirements = '[{"type": "PublishedVersionRead", "objectId": 0, "definition": ""}]' where id = 4803;
