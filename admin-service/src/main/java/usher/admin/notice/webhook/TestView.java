package usher.admin.notice.webhook;

import usher.contracts.id.NoticeId;

/** The notice by which an endpoint is being tested; its deliveries tell what came of it. */
record TestView(NoticeId notice) {}
