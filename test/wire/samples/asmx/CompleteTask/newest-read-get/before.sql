update tasks set requirements = '[{"type": "LastestVersionRead", "objectId": 0, "definition": ""}]' where id = 4803;
insert into document_reads (document_id, user_id, version) values (1024, 12, 3);
