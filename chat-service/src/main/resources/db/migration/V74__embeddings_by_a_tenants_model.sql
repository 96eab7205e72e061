-- By which model a passage's embedding was made, as provider/model. Embeddings of different models have nothing to do with each
-- other, and not always the same length; those of another model than the tenant's are made anew.
alter table passage add column model text not null default 'local/local';
alter table passage alter column model drop default;
alter table passage drop constraint passage_embedding_check;
alter table passage add constraint passage_embedding_check check (array_length(embedding, 1) between 1 and 8192);
