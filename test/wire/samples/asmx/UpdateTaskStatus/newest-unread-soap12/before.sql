update tasks set requirements = '[{"type": "LastestVersionRead", "objectId": 0, "definition": ""}]' where id = 4803;
