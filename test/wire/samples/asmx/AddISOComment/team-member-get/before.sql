update tasks set requirements = '[{"type": "ISOReview", "objectId": 0, "definition": ""}]' where id = 4830;
