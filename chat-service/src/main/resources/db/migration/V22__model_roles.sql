-- One model per role and tenant; what stands here already answers.
alter table model_choice
    add column role         text    not null default 'answer'
        check (role in ('answer', 'cheap', 'classify', 'embed', 'judge', 'backup', 'challenger')),
    add column native_tools boolean not null default true;
alter table model_choice drop constraint model_choice_pkey;
alter table model_choice add primary key (tenant_id, role);
alter table model_choice alter column role drop default;
alter table model_choice drop constraint model_choice_provider_check;
alter table model_choice add constraint model_choice_provider_check
    check (provider in ('local', 'openai', 'anthropic', 'gemini', 'ollama'));
