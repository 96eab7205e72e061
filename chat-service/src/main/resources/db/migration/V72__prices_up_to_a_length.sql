-- A provider may take more for long prompts: up to how many input tokens a price holds. Absent means that it holds for all. Longer
-- prompts have no price, and what has no price is refused.
alter table model_price add column most_input bigint check (most_input > 0);
