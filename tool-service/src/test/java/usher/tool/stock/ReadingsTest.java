package usher.tool.stock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import usher.tool.stock.Reading.Found;
import usher.tool.stock.Reading.Missed;

class ReadingsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            7            | true 7
            0            | false 0
            -2           | false -2
            2.9          | true 2
            "12 "        | true 12
            true         | true null
            false        | false null
            null         | quantity-missing
            "many"       | quantity-unreadable
            "1e9"        | quantity-unreadable
            [3]          | quantity-unreadable
            {"left": 3}  | quantity-unreadable
            1e300        | quantity-unreadable
            """)
    void understandsWhatAnApiMayCallAQuantity(String json, String reading) throws Exception {
        assertEquals(reading, tell(Readings.quantity(JSON.readTree(json))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            []                                                                           | article-unknown
            [{"in_stock": true, "quantity": 3}]                                          | true 3
            [{"in_stock": true, "quantity": 3}, {"in_stock": false, "quantity": 0}]      | true 3
            [{"in_stock": true, "quantity": 3}, {"in_stock": true}]                      | true null
            [{"in_stock": false, "quantity": 0}]                                         | false 0
            """)
    void addsUpWhatAShopHasUnderOneSku(String json, String reading) throws Exception {
        assertEquals(reading, tell(Readings.sum(JSON.readTree(json))));
    }

    private static String tell(Reading reading) {
        return switch (reading) {
            case Found(var shelf) -> shelf.inStock() + " " + shelf.quantity();
            case Missed(var code, var sentence) -> code;
        };
    }
}
