update tasks set requirements = '[{"type": "Comments", "objectId": 0, "definition": ""}]' where id = 4803;
update tasks set comments = 'Old.' where id = 4803;
