import { at, login } from './at.ts';

export const DOCUMENTS = `
select documents.id, json_build_object(
         'id', documents.id, 'path', documents.path, 'type', document_types.name, 'version', documents.version,
         'offline', documents.offline, 'shortcut', documents.shortcut, 'checkedOutBy', ${login('checked_out_by_id')},
         'owner', ${login('owner_id')}, 'publishedVersion', documents.published_version,
         'versions', (select json_agg(json_build_object('version', each.version, 'author', ${login('each.author_id')},
                                                        'at', ${at('each.created_at')}) order by each.version)
                        from document_versions each where each.document_id = documents.id),
         'reads', (select json_agg(json_build_object('user', ${login('each.user_id')}, 'version', each.version,
                                                     'at', ${at('each.read_at')}) order by each.user_id, each.version)
                     from document_reads each where each.document_id = documents.id),
         'reviews', (select json_agg(json_build_object('kind', each.kind, 'user', ${login('each.user_id')},
                                                       'at', ${at('each.reviewed_at')}) order by each.id)
                       from document_reviews each where each.document_id = documents.id)) as entry
  from documents left join document_types on document_types.id = documents.type_id
 where documents.id > $1 order by documents.id limit $2`;

export const WORKFLOWS = `
select workflows.id, json_build_object(
         'id', workflows.id, 'name', workflows.name,
         'definition', json_build_object('id', workflow_definitions.id, 'name', workflow_definitions.name,
                                         'revision', workflow_definitions.revision),
         'definitionRevision', workflows.definition_revision, 'document', documents.path,
         'supervisors', array(select users.login from workflow_supervisors join users on users.id = user_id
                               where workflow_id = workflows.id order by users.id),
         'supervisorTeams', array(select teams.name from workflow_supervisor_teams join teams on teams.id = team_id
                                   where workflow_id = workflows.id order by teams.id),
         'submitter', ${login('workflows.submitter_id')},
         'steps', (select json_agg(json_build_object('number', number, 'enough', enough) order by number)
                     from workflow_steps where workflow_id = workflows.id)) as entry
  from workflows
  join workflow_definitions on workflow_definitions.id = workflows.definition_id
  left join documents on documents.id = workflows.document_id
 where workflows.id > $1 order by workflows.id limit $2`;
