update tasks set requirements = '[{"type": "Edit", "objectId": 0, "definition": ""}]' where id = 4803;
update document_versions set author_id = 7;
