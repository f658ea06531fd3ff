update tasks set requirements = '[{"type": "SOXReview", "objectId": 0, "definition": ""}]' where id = 4803;
