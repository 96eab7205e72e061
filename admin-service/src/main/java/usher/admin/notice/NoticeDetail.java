package usher.admin.notice;

import java.util.List;

/** A notice with its deliveries, each with its last attempts. */
record NoticeDetail(NoticeView notice, List<DeliveryView> deliveries) {
    NoticeDetail {
        deliveries = List.copyOf(deliveries);
    }
}
