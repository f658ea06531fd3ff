update tasks set requirements = '[{"type": "PublishedVersionRead", "objectId": 0, "definition": ""}]' where id = 4803;
update documents set published_version = null where id = 1024;
