package usher.local.shop;

import java.time.LocalDate;
import java.time.LocalTime;

/** A booked half hour in the store. */
record Appointment(String number, String service, LocalDate date, LocalTime time) {}
