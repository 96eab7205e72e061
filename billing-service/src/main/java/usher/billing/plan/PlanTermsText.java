package usher.billing.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import usher.contracts.event.EventJson;

/** Terms as the JSON that is stored. */
@Converter
public class PlanTermsText implements AttributeConverter<PlanTerms, String> {
    @Override
    public String convertToDatabaseColumn(PlanTerms terms) {
        try {
            return EventJson.mapper().writeValueAsString(terms);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Terms are always writable", impossible);
        }
    }

    @Override
    public PlanTerms convertToEntityAttribute(String json) {
        try {
            return EventJson.mapper().readValue(json, PlanTerms.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Stored terms can be read", e);
        }
    }
}
