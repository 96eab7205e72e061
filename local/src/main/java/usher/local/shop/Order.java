package usher.local.shop;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order of a customer. Once its expected day has passed, a shipped one counts as delivered. */
record Order(
        String number,
        String customer,
        List<String> items,
        LocalDate placedOn,
        @Nullable Parcel parcel) {

    /** How it travels. */
    record Parcel(String carrier, String tracking, LocalDate shippedOn, LocalDate expectedOn) {}

    String status(LocalDate today) {
        if (parcel == null) {
            return "packing";
        }
        return parcel.expectedOn().isBefore(today) ? "delivered" : "shipped";
    }
}
