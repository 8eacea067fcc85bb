BEGIN TRANSACTION;
CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE answer (
	round_id INTEGER NOT NULL, 
	position INTEGER NOT NULL, 
	pack VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	hash VARCHAR NOT NULL, 
	ending VARCHAR(16) NOT NULL, 
	given JSON NOT NULL, 
	is_right BOOLEAN NOT NULL, 
	appealed BOOLEAN NOT NULL, 
	used_ms INTEGER NOT NULL, 
	total_ms INTEGER, 
	points INTEGER NOT NULL, 
	streak INTEGER NOT NULL, 
	CONSTRAINT pk_answer PRIMARY KEY (round_id, position), 
	CONSTRAINT ck_answer_counts CHECK (position >= 0 AND used_ms >= 0 AND points >= 0 AND streak >= 0), 
	CONSTRAINT fk_answer_round_id_round FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE, 
	CONSTRAINT fk_answer_hash_asked FOREIGN KEY(hash) REFERENCES asked (hash), 
	CONSTRAINT ck_answer_ending CHECK (ending IN ('answered', 'expired', 'skipped')), 
	CONSTRAINT ck_answer_is_right CHECK (is_right IN (0, 1)), 
	CONSTRAINT ck_answer_appealed CHECK (appealed IN (0, 1))
)
 WITHOUT ROWID

;
INSERT INTO "answer" VALUES(1,0,'noir','q00000','2499b5381334b085','answered','["Right 0"]',1,0,2000,20000,950,1);
INSERT INTO "answer" VALUES(1,1,'noir','q00001','c72229c246cf154a','answered','["Right 1"]',1,0,2000,20000,1050,2);
INSERT INTO "answer" VALUES(1,2,'noir','q00002','1dc2a4355689f7ec','answered','["Right 2"]',1,0,2000,20000,1150,3);
INSERT INTO "answer" VALUES(1,3,'noir','q00003','73b0937a4a99a1ce','answered','["Wrong 3 a"]',0,0,2000,20000,0,0);
INSERT INTO "answer" VALUES(2,0,'noir','q00004','9aa486a976bdacd9','answered','["Right 4"]',1,0,2000,20000,950,1);
INSERT INTO "answer" VALUES(2,1,'noir','q00005','fa874353b17f01f9','answered','["Right 5"]',1,0,2000,20000,1050,2);
INSERT INTO "answer" VALUES(2,2,'noir','q00006','b9e2462a8d251220','answered','["Wrong 6 a"]',0,0,2000,20000,0,0);
INSERT INTO "answer" VALUES(2,3,'noir','q00007','f827792f198e8ff7','answered','["Wrong 7 a"]',0,0,2000,20000,0,0);
INSERT INTO "answer" VALUES(3,0,'noir','q00008','be9aa64c5c3e4f8f','answered','["Right 8"]',1,0,2000,20000,950,1);
INSERT INTO "answer" VALUES(4,0,'noir','q00000','2499b5381334b085','answered','["Right 0"]',1,0,2000,20000,950,1);
INSERT INTO "answer" VALUES(4,1,'noir','q00001','c72229c246cf154a','answered','["Right 1"]',1,0,2000,20000,1050,2);
INSERT INTO "answer" VALUES(4,2,'noir','q00002','1dc2a4355689f7ec','answered','["Right 2"]',1,0,2000,20000,1150,3);
INSERT INTO "answer" VALUES(4,3,'noir','q00003','73b0937a4a99a1ce','answered','["Wrong 3 a"]',1,1,2000,20000,1250,4);
CREATE TABLE article (
	id INTEGER NOT NULL, 
	sha256 VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	words INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	note VARCHAR NOT NULL, 
	report VARCHAR NOT NULL, 
	made_ms INTEGER NOT NULL, 
	pack_id INTEGER, 
	there BOOLEAN NOT NULL, 
	last INTEGER, 
	shown VARCHAR NOT NULL, 
	CONSTRAINT pk_article PRIMARY KEY (id), 
	CONSTRAINT ck_article_hashed CHECK (length(sha256) = 64), 
	CONSTRAINT ck_article_title_given CHECK (title <> ''), 
	CONSTRAINT ck_article_content_given CHECK (content <> ''), 
	CONSTRAINT ck_article_words_count CHECK (words >= 0), 
	CONSTRAINT fk_article_pack_id_pack FOREIGN KEY(pack_id) REFERENCES pack (id) ON DELETE SET NULL, 
	CONSTRAINT ck_article_there CHECK (there IN (0, 1))
);
INSERT INTO "article" VALUES(1,'1a07316c633e3501d40a59b568ffb889c9efc329f169c62eb40264cfa41e6df5','Rouge','en',6,'text','','Rouge hunts nine androids. Naomi helps.','','{"contradictions": [["count", "Rouge", [["nine", 12, 16], ["ten", 12, 16]]]], "left_out": [["too little", 27, 39]]}',1000,2,1,2,'open');
CREATE TABLE asked (
	hash VARCHAR NOT NULL, 
	json VARCHAR NOT NULL, 
	CONSTRAINT pk_asked PRIMARY KEY (hash), 
	CONSTRAINT ck_asked_hashed CHECK (length(hash) = 16)
);
INSERT INTO "asked" VALUES('2499b5381334b085','{"category":"C0","difficulty":"easy","exact":false,"id":"q00000","kind":"choice","media":{},"prompt":"What is number 0?","right":["Right 0"],"tolerance":"0","wrong":["Wrong 0 a","Wrong 0 b","Wrong 0 c"]}');
INSERT INTO "asked" VALUES('c72229c246cf154a','{"category":"C1","difficulty":"medium","exact":false,"id":"q00001","kind":"choice","media":{},"prompt":"What is number 1?","right":["Right 1"],"tolerance":"0","wrong":["Wrong 1 a","Wrong 1 b","Wrong 1 c"]}');
INSERT INTO "asked" VALUES('1dc2a4355689f7ec','{"category":"C2","difficulty":"hard","exact":false,"id":"q00002","kind":"choice","media":{},"prompt":"What is number 2?","right":["Right 2"],"tolerance":"0","wrong":["Wrong 2 a","Wrong 2 b","Wrong 2 c"]}');
INSERT INTO "asked" VALUES('73b0937a4a99a1ce','{"category":"C3","difficulty":"easy","exact":false,"id":"q00003","kind":"choice","media":{},"prompt":"What is number 3?","right":["Right 3"],"tolerance":"0","wrong":["Wrong 3 a","Wrong 3 b","Wrong 3 c"]}');
INSERT INTO "asked" VALUES('9aa486a976bdacd9','{"category":"C0","difficulty":"medium","exact":false,"id":"q00004","kind":"choice","media":{},"prompt":"What is number 4?","right":["Right 4"],"tolerance":"0","wrong":["Wrong 4 a","Wrong 4 b","Wrong 4 c"]}');
INSERT INTO "asked" VALUES('fa874353b17f01f9','{"category":"C1","difficulty":"hard","exact":false,"id":"q00005","kind":"choice","media":{},"prompt":"What is number 5?","right":["Right 5"],"tolerance":"0","wrong":["Wrong 5 a","Wrong 5 b","Wrong 5 c"]}');
INSERT INTO "asked" VALUES('b9e2462a8d251220','{"category":"C2","difficulty":"easy","exact":false,"id":"q00006","kind":"choice","media":{},"prompt":"What is number 6?","right":["Right 6"],"tolerance":"0","wrong":["Wrong 6 a","Wrong 6 b","Wrong 6 c"]}');
INSERT INTO "asked" VALUES('f827792f198e8ff7','{"category":"C3","difficulty":"medium","exact":false,"id":"q00007","kind":"choice","media":{},"prompt":"What is number 7?","right":["Right 7"],"tolerance":"0","wrong":["Wrong 7 a","Wrong 7 b","Wrong 7 c"]}');
INSERT INTO "asked" VALUES('be9aa64c5c3e4f8f','{"category":"C0","difficulty":"hard","exact":false,"id":"q00008","kind":"choice","media":{},"prompt":"What is number 8?","right":["Right 8"],"tolerance":"0","wrong":["Wrong 8 a","Wrong 8 b","Wrong 8 c"]}');
INSERT INTO "asked" VALUES('24ce92173fba58e0','{"category":"C1","difficulty":"easy","exact":false,"id":"q00009","kind":"choice","media":{},"prompt":"What is number 9?","right":["Right 9"],"tolerance":"0","wrong":["Wrong 9 a","Wrong 9 b","Wrong 9 c"]}');
CREATE TABLE board_count (
	board VARCHAR NOT NULL, 
	hundred INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	CONSTRAINT pk_board_count PRIMARY KEY (board, hundred), 
	CONSTRAINT ck_board_count_counts CHECK (n >= 0)
)
 WITHOUT ROWID

;
INSERT INTO "board_count" VALUES('noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1',20,1);
INSERT INTO "board_count" VALUES('noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1',31,1);
CREATE TABLE "change" (
	id INTEGER NOT NULL, 
	step_id INTEGER NOT NULL, 
	on_table VARCHAR NOT NULL, 
	"key" INTEGER NOT NULL, 
	"before" VARCHAR NOT NULL, 
	"after" VARCHAR NOT NULL, 
	CONSTRAINT pk_change PRIMARY KEY (id), 
	CONSTRAINT fk_change_step_id_step FOREIGN KEY(step_id) REFERENCES step (id) ON DELETE CASCADE, 
	CONSTRAINT ck_change_on_table CHECK (on_table IN ('question', 'pack', 'article', 'draft'))
);
CREATE TABLE choice (
	question_id INTEGER NOT NULL, 
	ord INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	is_right BOOLEAN NOT NULL, 
	image VARCHAR, 
	CONSTRAINT pk_choice PRIMARY KEY (question_id, ord), 
	CONSTRAINT ck_choice_text_given CHECK (text <> ''), 
	CONSTRAINT ck_choice_ord_counts CHECK (ord >= 0), 
	CONSTRAINT fk_choice_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE CASCADE, 
	CONSTRAINT ck_choice_is_right CHECK (is_right IN (0, 1))
)
 WITHOUT ROWID

;
INSERT INTO "choice" VALUES(1,0,'Right 0',1,NULL);
INSERT INTO "choice" VALUES(1,1,'Wrong 0 a',0,NULL);
INSERT INTO "choice" VALUES(1,2,'Wrong 0 b',0,NULL);
INSERT INTO "choice" VALUES(1,3,'Wrong 0 c',0,NULL);
INSERT INTO "choice" VALUES(2,0,'Right 1',1,NULL);
INSERT INTO "choice" VALUES(2,1,'Wrong 1 a',0,NULL);
INSERT INTO "choice" VALUES(2,2,'Wrong 1 b',0,NULL);
INSERT INTO "choice" VALUES(2,3,'Wrong 1 c',0,NULL);
INSERT INTO "choice" VALUES(3,0,'Right 2',1,NULL);
INSERT INTO "choice" VALUES(3,1,'Wrong 2 a',0,NULL);
INSERT INTO "choice" VALUES(3,2,'Wrong 2 b',0,NULL);
INSERT INTO "choice" VALUES(3,3,'Wrong 2 c',0,NULL);
INSERT INTO "choice" VALUES(4,0,'Right 3',1,NULL);
INSERT INTO "choice" VALUES(4,1,'Wrong 3 a',0,NULL);
INSERT INTO "choice" VALUES(4,2,'Wrong 3 b',0,NULL);
INSERT INTO "choice" VALUES(4,3,'Wrong 3 c',0,NULL);
INSERT INTO "choice" VALUES(5,0,'Right 4',1,NULL);
INSERT INTO "choice" VALUES(5,1,'Wrong 4 a',0,NULL);
INSERT INTO "choice" VALUES(5,2,'Wrong 4 b',0,NULL);
INSERT INTO "choice" VALUES(5,3,'Wrong 4 c',0,NULL);
INSERT INTO "choice" VALUES(6,0,'Right 5',1,NULL);
INSERT INTO "choice" VALUES(6,1,'Wrong 5 a',0,NULL);
INSERT INTO "choice" VALUES(6,2,'Wrong 5 b',0,NULL);
INSERT INTO "choice" VALUES(6,3,'Wrong 5 c',0,NULL);
INSERT INTO "choice" VALUES(7,0,'Right 6',1,NULL);
INSERT INTO "choice" VALUES(7,1,'Wrong 6 a',0,NULL);
INSERT INTO "choice" VALUES(7,2,'Wrong 6 b',0,NULL);
INSERT INTO "choice" VALUES(7,3,'Wrong 6 c',0,NULL);
INSERT INTO "choice" VALUES(8,0,'Right 7',1,NULL);
INSERT INTO "choice" VALUES(8,1,'Wrong 7 a',0,NULL);
INSERT INTO "choice" VALUES(8,2,'Wrong 7 b',0,NULL);
INSERT INTO "choice" VALUES(8,3,'Wrong 7 c',0,NULL);
INSERT INTO "choice" VALUES(9,0,'Right 8',1,NULL);
INSERT INTO "choice" VALUES(9,1,'Wrong 8 a',0,NULL);
INSERT INTO "choice" VALUES(9,2,'Wrong 8 b',0,NULL);
INSERT INTO "choice" VALUES(9,3,'Wrong 8 c',0,NULL);
INSERT INTO "choice" VALUES(10,0,'Right 9',1,NULL);
INSERT INTO "choice" VALUES(10,1,'Wrong 9 a',0,NULL);
INSERT INTO "choice" VALUES(10,2,'Wrong 9 b',0,NULL);
INSERT INTO "choice" VALUES(10,3,'Wrong 9 c',0,NULL);
INSERT INTO "choice" VALUES(11,0,'Right 10',1,NULL);
INSERT INTO "choice" VALUES(11,1,'Wrong 10 a',0,NULL);
INSERT INTO "choice" VALUES(11,2,'Wrong 10 b',0,NULL);
INSERT INTO "choice" VALUES(11,3,'Wrong 10 c',0,NULL);
INSERT INTO "choice" VALUES(12,0,'Right 11',1,NULL);
INSERT INTO "choice" VALUES(12,1,'Wrong 11 a',0,NULL);
INSERT INTO "choice" VALUES(12,2,'Wrong 11 b',0,NULL);
INSERT INTO "choice" VALUES(12,3,'Wrong 11 c',0,NULL);
INSERT INTO "choice" VALUES(13,0,'Hori',1,'1.png');
INSERT INTO "choice" VALUES(13,1,'A',0,NULL);
INSERT INTO "choice" VALUES(13,2,'B',0,NULL);
INSERT INTO "choice" VALUES(14,0,'true',1,NULL);
INSERT INTO "choice" VALUES(15,0,'A',1,'');
INSERT INTO "choice" VALUES(15,1,'B',1,'b.png');
INSERT INTO "choice" VALUES(15,2,'C',0,'');
INSERT INTO "choice" VALUES(16,0,'堀',1,NULL);
INSERT INTO "choice" VALUES(16,1,'Hori',1,NULL);
INSERT INTO "choice" VALUES(16,2,'Mori',0,NULL);
INSERT INTO "choice" VALUES(17,0,'9.50',1,NULL);
INSERT INTO "choice" VALUES(18,0,'1',1,NULL);
INSERT INTO "choice" VALUES(18,1,'2',1,NULL);
INSERT INTO "choice" VALUES(18,2,'3',1,NULL);
CREATE TABLE draft (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	fact_id INTEGER, 
	verdict VARCHAR(16) NOT NULL, 
	confidence FLOAT, 
	json VARCHAR NOT NULL, 
	question_id INTEGER, 
	there BOOLEAN NOT NULL, 
	CONSTRAINT pk_draft PRIMARY KEY (id), 
	CONSTRAINT ck_draft_confidence_share CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT ck_draft_only_accepted_ones_are_linked CHECK (question_id IS NULL OR verdict = 'accepted'), 
	CONSTRAINT fk_draft_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT fk_draft_fact_id_fact FOREIGN KEY(fact_id) REFERENCES fact (id) ON DELETE CASCADE, 
	CONSTRAINT fk_draft_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE SET NULL, 
	CONSTRAINT ck_draft_verdict CHECK (verdict IN ('open', 'accepted', 'rejected')), 
	CONSTRAINT ck_draft_there CHECK (there IN (0, 1))
);
INSERT INTO "draft" VALUES(1,1,1,'accepted',0.8,'{"confidence":0.8,"difficulty":"medium","evidence":"Rouge hunts nine androids.","evidence_start":0,"exact":false,"id":"d1","kind":"number","media":{},"prompt":"How many androids does Rouge hunt?","right":["9"],"tolerance":"0"}',13,1);
INSERT INTO "draft" VALUES(2,1,NULL,'open',NULL,'{"difficulty":"medium","evidence":"Naomi helps.","evidence_start":27,"exact":false,"id":"d2","kind":"text","media":{},"prompt":"Who helps?","right":["Naomi"],"tolerance":"0"}',NULL,1);
CREATE TABLE event (
	round_id INTEGER NOT NULL, 
	seq INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	data JSON NOT NULL, 
	CONSTRAINT pk_event PRIMARY KEY (round_id, seq), 
	CONSTRAINT ck_event_counts CHECK (seq >= 1 AND at_ms >= 0), 
	CONSTRAINT fk_event_round_id_round FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE, 
	CONSTRAINT ck_event_kind CHECK (kind IN ('asked', 'shown', 'answered', 'expired', 'skipped', 'lifeline', 'paused', 'resumed', 'appealed', 'appeal withdrawn', 'left'))
)
 WITHOUT ROWID

;
INSERT INTO "event" VALUES(1,1,0,'asked','{"hash": "2499b5381334b085", "pack": "noir", "question": "q00000", "choices": ["Wrong 0 a", "Wrong 0 c", "Wrong 0 b", "Right 0"]}');
INSERT INTO "event" VALUES(1,2,500,'shown','{}');
INSERT INTO "event" VALUES(1,3,2500,'answered','{"given": ["Right 0"]}');
INSERT INTO "event" VALUES(1,4,2500,'asked','{"hash": "c72229c246cf154a", "pack": "noir", "question": "q00001", "choices": ["Wrong 1 b", "Wrong 1 c", "Wrong 1 a", "Right 1"]}');
INSERT INTO "event" VALUES(1,5,3000,'shown','{}');
INSERT INTO "event" VALUES(1,6,5000,'answered','{"given": ["Right 1"]}');
INSERT INTO "event" VALUES(1,7,5000,'asked','{"hash": "1dc2a4355689f7ec", "pack": "noir", "question": "q00002", "choices": ["Wrong 2 c", "Wrong 2 b", "Wrong 2 a", "Right 2"]}');
INSERT INTO "event" VALUES(1,8,5500,'shown','{}');
INSERT INTO "event" VALUES(1,9,7500,'answered','{"given": ["Right 2"]}');
INSERT INTO "event" VALUES(1,10,7500,'asked','{"hash": "73b0937a4a99a1ce", "pack": "noir", "question": "q00003", "choices": ["Right 3", "Wrong 3 a", "Wrong 3 b", "Wrong 3 c"]}');
INSERT INTO "event" VALUES(1,11,8000,'shown','{}');
INSERT INTO "event" VALUES(1,12,10000,'answered','{"given": ["Wrong 3 a"]}');
INSERT INTO "event" VALUES(2,1,0,'asked','{"hash": "9aa486a976bdacd9", "pack": "noir", "question": "q00004", "choices": ["Wrong 4 a", "Wrong 4 c", "Wrong 4 b", "Right 4"]}');
INSERT INTO "event" VALUES(2,2,500,'shown','{}');
INSERT INTO "event" VALUES(2,3,2500,'answered','{"given": ["Right 4"]}');
INSERT INTO "event" VALUES(2,4,2500,'asked','{"hash": "fa874353b17f01f9", "pack": "noir", "question": "q00005", "choices": ["Wrong 5 b", "Wrong 5 c", "Wrong 5 a", "Right 5"]}');
INSERT INTO "event" VALUES(2,5,3000,'shown','{}');
INSERT INTO "event" VALUES(2,6,5000,'answered','{"given": ["Right 5"]}');
INSERT INTO "event" VALUES(2,7,5000,'asked','{"hash": "b9e2462a8d251220", "pack": "noir", "question": "q00006", "choices": ["Wrong 6 c", "Wrong 6 b", "Wrong 6 a", "Right 6"]}');
INSERT INTO "event" VALUES(2,8,5500,'shown','{}');
INSERT INTO "event" VALUES(2,9,7500,'answered','{"given": ["Wrong 6 a"]}');
INSERT INTO "event" VALUES(2,10,7500,'asked','{"hash": "f827792f198e8ff7", "pack": "noir", "question": "q00007", "choices": ["Right 7", "Wrong 7 a", "Wrong 7 b", "Wrong 7 c"]}');
INSERT INTO "event" VALUES(2,11,8000,'shown','{}');
INSERT INTO "event" VALUES(2,12,10000,'answered','{"given": ["Wrong 7 a"]}');
INSERT INTO "event" VALUES(2,13,10000,'appealed','{"position": 3}');
INSERT INTO "event" VALUES(2,14,10000,'appeal withdrawn','{"position": 3}');
INSERT INTO "event" VALUES(3,1,0,'asked','{"hash": "be9aa64c5c3e4f8f", "pack": "noir", "question": "q00008", "choices": ["Wrong 8 a", "Wrong 8 c", "Wrong 8 b", "Right 8"]}');
INSERT INTO "event" VALUES(3,2,500,'shown','{}');
INSERT INTO "event" VALUES(3,3,2500,'answered','{"given": ["Right 8"]}');
INSERT INTO "event" VALUES(3,4,2500,'asked','{"hash": "24ce92173fba58e0", "pack": "noir", "question": "q00009", "choices": ["Wrong 9 b", "Wrong 9 c", "Wrong 9 a", "Right 9"]}');
INSERT INTO "event" VALUES(3,5,3000,'shown','{}');
INSERT INTO "event" VALUES(4,1,0,'asked','{"hash": "2499b5381334b085", "pack": "noir", "question": "q00000", "choices": ["Wrong 0 c", "Wrong 0 a", "Right 0", "Wrong 0 b"]}');
INSERT INTO "event" VALUES(4,2,500,'shown','{}');
INSERT INTO "event" VALUES(4,3,2500,'answered','{"given": ["Right 0"]}');
INSERT INTO "event" VALUES(4,4,2500,'asked','{"hash": "c72229c246cf154a", "pack": "noir", "question": "q00001", "choices": ["Right 1", "Wrong 1 b", "Wrong 1 c", "Wrong 1 a"]}');
INSERT INTO "event" VALUES(4,5,3000,'shown','{}');
INSERT INTO "event" VALUES(4,6,5000,'answered','{"given": ["Right 1"]}');
INSERT INTO "event" VALUES(4,7,5000,'asked','{"hash": "1dc2a4355689f7ec", "pack": "noir", "question": "q00002", "choices": ["Wrong 2 a", "Wrong 2 b", "Wrong 2 c", "Right 2"]}');
INSERT INTO "event" VALUES(4,8,5500,'shown','{}');
INSERT INTO "event" VALUES(4,9,7500,'answered','{"given": ["Right 2"]}');
INSERT INTO "event" VALUES(4,10,7500,'asked','{"hash": "73b0937a4a99a1ce", "pack": "noir", "question": "q00003", "choices": ["Right 3", "Wrong 3 b", "Wrong 3 c", "Wrong 3 a"]}');
INSERT INTO "event" VALUES(4,11,8000,'shown','{}');
INSERT INTO "event" VALUES(4,12,10000,'answered','{"given": ["Wrong 3 a"]}');
INSERT INTO "event" VALUES(4,13,10000,'appealed','{"position": 3}');
CREATE TABLE fact (
	id INTEGER NOT NULL, 
	article_id INTEGER NOT NULL, 
	relation VARCHAR NOT NULL, 
	subject VARCHAR NOT NULL, 
	objects JSON NOT NULL, 
	evidence_start INTEGER NOT NULL, 
	evidence_end INTEGER NOT NULL, 
	subject_type VARCHAR NOT NULL, 
	object_type VARCHAR NOT NULL, 
	context VARCHAR NOT NULL, 
	qualifier VARCHAR NOT NULL, 
	hedged BOOLEAN NOT NULL, 
	opinion BOOLEAN NOT NULL, 
	stem VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	CONSTRAINT pk_fact PRIMARY KEY (id), 
	CONSTRAINT ck_fact_evidence_is_a_span CHECK (0 <= evidence_start AND evidence_start < evidence_end), 
	CONSTRAINT ck_fact_confidence_share CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT fk_fact_article_id_article FOREIGN KEY(article_id) REFERENCES article (id) ON DELETE CASCADE, 
	CONSTRAINT ck_fact_hedged CHECK (hedged IN (0, 1)), 
	CONSTRAINT ck_fact_opinion CHECK (opinion IN (0, 1))
);
INSERT INTO "fact" VALUES(1,1,'count','Rouge','["nine"]',0,26,'person','number','','',0,0,'',0.8);
CREATE TABLE flag (
	player_id INTEGER NOT NULL, 
	pack VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	why VARCHAR(16) NOT NULL, 
	CONSTRAINT pk_flag PRIMARY KEY (player_id, pack, question, why), 
	CONSTRAINT fk_flag_player_id_player FOREIGN KEY(player_id) REFERENCES player (id) ON DELETE CASCADE, 
	CONSTRAINT ck_flag_why CHECK (why IN ('wrong', 'never'))
)
 WITHOUT ROWID

;
INSERT INTO "flag" VALUES(1,'noir','q00002','never');
CREATE TABLE gone_pack (
	pack_id INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	CONSTRAINT pk_gone_pack PRIMARY KEY (pack_id), 
	CONSTRAINT ck_gone_pack_slug_given CHECK (slug <> ''), 
	CONSTRAINT fk_gone_pack_pack_id_pack FOREIGN KEY(pack_id) REFERENCES pack (id) ON DELETE CASCADE
);
CREATE TABLE gone_question (
	question_id INTEGER NOT NULL, 
	CONSTRAINT pk_gone_question PRIMARY KEY (question_id), 
	CONSTRAINT fk_gone_question_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE CASCADE
);
CREATE TABLE met (
	player_id INTEGER NOT NULL, 
	tally_id INTEGER NOT NULL, 
	asked INTEGER NOT NULL, 
	is_right INTEGER NOT NULL, due VARCHAR, 
	CONSTRAINT pk_met PRIMARY KEY (player_id, tally_id), 
	CONSTRAINT ck_met_counts CHECK (is_right BETWEEN 0 AND asked), 
	CONSTRAINT fk_met_player_id_player FOREIGN KEY(player_id) REFERENCES player (id) ON DELETE CASCADE, 
	CONSTRAINT fk_met_tally_id_tally FOREIGN KEY(tally_id) REFERENCES tally (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "met" VALUES(1,1,1,1,NULL);
INSERT INTO "met" VALUES(1,2,1,1,NULL);
INSERT INTO "met" VALUES(1,3,1,1,NULL);
INSERT INTO "met" VALUES(1,4,1,0,'2026-05-02');
INSERT INTO "met" VALUES(1,5,1,1,NULL);
INSERT INTO "met" VALUES(1,6,1,1,NULL);
INSERT INTO "met" VALUES(1,7,1,0,'2026-05-03');
INSERT INTO "met" VALUES(1,8,1,0,'2026-05-03');
INSERT INTO "met" VALUES(1,9,1,1,NULL);
CREATE TABLE pack (
	id INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	language VARCHAR NOT NULL, 
	author VARCHAR NOT NULL, 
	license VARCHAR NOT NULL, 
	article VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	description VARCHAR NOT NULL, 
	cover VARCHAR NOT NULL, 
	text_sha256 VARCHAR NOT NULL, 
	fingerprint VARCHAR NOT NULL, 
	base_fingerprint VARCHAR NOT NULL, 
	shipped BOOLEAN NOT NULL, 
	local BOOLEAN NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	lease_pid INTEGER, 
	lease_started VARCHAR NOT NULL, 
	lease_token VARCHAR NOT NULL, 
	CONSTRAINT pk_pack PRIMARY KEY (id), 
	CONSTRAINT uq_pack_slug_state UNIQUE (slug, state), 
	CONSTRAINT ck_pack_slug_given CHECK (slug <> '' AND instr(slug, ',') = 0), 
	CONSTRAINT ck_pack_title_given CHECK (title <> ''), 
	CONSTRAINT ck_pack_shipped CHECK (shipped IN (0, 1)), 
	CONSTRAINT ck_pack_local CHECK (local IN (0, 1)), 
	CONSTRAINT ck_pack_state CHECK (state IN ('ready', 'importing', 'leaving'))
);
INSERT INTO "pack" VALUES(1,'noir','Pack noir','1.0.0','en','An author','CC0-1.0','','','About it','','','bc2971b6dc5fc925','bc2971b6dc5fc925',1,0,'ready',NULL,'','');
INSERT INTO "pack" VALUES(2,'kinds','Pack kinds','1.0.0','en','An author','CC0-1.0','','','About it','','','d06105179a5bea80','d06105179a5bea80',1,0,'ready',NULL,'','');
CREATE TABLE pick (
	tally_id INTEGER NOT NULL, 
	given VARCHAR NOT NULL, 
	times INTEGER NOT NULL, 
	CONSTRAINT pk_pick PRIMARY KEY (tally_id, given), 
	CONSTRAINT ck_pick_counts CHECK (times >= 0), 
	CONSTRAINT fk_pick_tally_id_tally FOREIGN KEY(tally_id) REFERENCES tally (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "pick" VALUES(1,'Right 0',1);
INSERT INTO "pick" VALUES(2,'Right 1',1);
INSERT INTO "pick" VALUES(3,'Right 2',1);
INSERT INTO "pick" VALUES(4,'Wrong 3 a',1);
INSERT INTO "pick" VALUES(5,'Right 4',1);
INSERT INTO "pick" VALUES(6,'Right 5',1);
INSERT INTO "pick" VALUES(7,'Wrong 6 a',1);
INSERT INTO "pick" VALUES(8,'Wrong 7 a',1);
INSERT INTO "pick" VALUES(9,'Right 8',1);
CREATE TABLE "player" (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	name VARCHAR NOT NULL, 
	folded VARCHAR NOT NULL, 
	into_id INTEGER, 
	removed_ms INTEGER, 
	back_ms INTEGER, 
	colour INTEGER, 
	CONSTRAINT uq_player_folded UNIQUE (folded), 
	CONSTRAINT ck_player_name_given CHECK (length(name) BETWEEN 1 AND 100), 
	CONSTRAINT fk_player_into_id_player FOREIGN KEY(into_id) REFERENCES player (id), 
	CONSTRAINT ck_player_one_way CHECK ((into_id IS NOT NULL) + (removed_ms IS NOT NULL) <= 1), 
	CONSTRAINT ck_player_coloured CHECK (colour BETWEEN 0 AND 5)
);
INSERT INTO "player" VALUES(1,'Ann','ann',NULL,NULL,NULL,NULL);
INSERT INTO "player" VALUES(2,'Bob','bob',NULL,NULL,NULL,NULL);
CREATE TABLE player_rating (
	player_id INTEGER NOT NULL, 
	day VARCHAR NOT NULL, 
	rating FLOAT NOT NULL, 
	deviation FLOAT NOT NULL, 
	volatility FLOAT NOT NULL, 
	CONSTRAINT pk_player_rating PRIMARY KEY (player_id, day), 
	CONSTRAINT ck_player_rating_states CHECK (deviation > 0 AND volatility > 0), 
	CONSTRAINT fk_player_rating_player_id_player FOREIGN KEY(player_id) REFERENCES player (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE question (
	id INTEGER NOT NULL, 
	pack_id INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	place INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	prompt VARCHAR NOT NULL, 
	difficulty VARCHAR(16) NOT NULL, 
	category VARCHAR NOT NULL, 
	explanation VARCHAR NOT NULL, 
	evidence VARCHAR NOT NULL, 
	evidence_start INTEGER, 
	source VARCHAR NOT NULL, 
	relation VARCHAR NOT NULL, 
	confidence FLOAT, 
	exact BOOLEAN NOT NULL, 
	tolerance VARCHAR NOT NULL, 
	unit VARCHAR NOT NULL, 
	image VARCHAR NOT NULL, 
	image_alt VARCHAR NOT NULL, 
	audio VARCHAR NOT NULL, 
	content_hash VARCHAR NOT NULL, 
	base_hash VARCHAR, 
	ord INTEGER, 
	CONSTRAINT pk_question PRIMARY KEY (id), 
	CONSTRAINT uq_question_pack_id_slug UNIQUE (pack_id, slug), 
	CONSTRAINT uq_question_pack_id_difficulty_ord UNIQUE (pack_id, difficulty, ord), 
	CONSTRAINT ck_question_slug_given CHECK (slug <> ''), 
	CONSTRAINT ck_question_prompt_given CHECK (prompt <> ''), 
	CONSTRAINT ck_question_ord_counts CHECK (ord >= 0), 
	CONSTRAINT ck_question_hashed CHECK (length(content_hash) = 16), 
	CONSTRAINT ck_question_confidence_share CHECK (confidence BETWEEN 0 AND 1), 
	CONSTRAINT ck_question_evidence_start_counts CHECK (evidence_start >= 0), 
	CONSTRAINT fk_question_pack_id_pack FOREIGN KEY(pack_id) REFERENCES pack (id) ON DELETE CASCADE, 
	CONSTRAINT ck_question_kind CHECK (kind IN ('choice', 'truefalse', 'multiple', 'text', 'number', 'order')), 
	CONSTRAINT ck_question_difficulty CHECK (difficulty IN ('easy', 'medium', 'hard')), 
	CONSTRAINT ck_question_exact CHECK (exact IN (0, 1))
);
INSERT INTO "question" VALUES(1,1,'q00000',0,'choice','What is number 0?','easy','C0','','',NULL,'','',NULL,0,'0','','','','','2499b5381334b085','2499b5381334b085',0);
INSERT INTO "question" VALUES(2,1,'q00001',1,'choice','What is number 1?','medium','C1','','',NULL,'','',NULL,0,'0','','','','','c72229c246cf154a','c72229c246cf154a',0);
INSERT INTO "question" VALUES(3,1,'q00002',2,'choice','What is number 2?','hard','C2','','',NULL,'','',NULL,0,'0','','','','','1dc2a4355689f7ec','1dc2a4355689f7ec',0);
INSERT INTO "question" VALUES(4,1,'q00003',3,'choice','What is number 3?','easy','C3','','',NULL,'','',NULL,0,'0','','','','','73b0937a4a99a1ce','73b0937a4a99a1ce',1);
INSERT INTO "question" VALUES(5,1,'q00004',4,'choice','What is number 4?','medium','C0','','',NULL,'','',NULL,0,'0','','','','','9aa486a976bdacd9','9aa486a976bdacd9',1);
INSERT INTO "question" VALUES(6,1,'q00005',5,'choice','What is number 5?','hard','C1','','',NULL,'','',NULL,0,'0','','','','','fa874353b17f01f9','fa874353b17f01f9',1);
INSERT INTO "question" VALUES(7,1,'q00006',6,'choice','What is number 6?','easy','C2','','',NULL,'','',NULL,0,'0','','','','','b9e2462a8d251220','b9e2462a8d251220',2);
INSERT INTO "question" VALUES(8,1,'q00007',7,'choice','What is number 7?','medium','C3','','',NULL,'','',NULL,0,'0','','','','','f827792f198e8ff7','f827792f198e8ff7',2);
INSERT INTO "question" VALUES(9,1,'q00008',8,'choice','What is number 8?','hard','C0','','',NULL,'','',NULL,0,'0','','','','','be9aa64c5c3e4f8f','be9aa64c5c3e4f8f',2);
INSERT INTO "question" VALUES(10,1,'q00009',9,'choice','What is number 9?','easy','C1','','',NULL,'','',NULL,0,'0','','','','','24ce92173fba58e0','24ce92173fba58e0',3);
INSERT INTO "question" VALUES(11,1,'q00010',10,'choice','What is number 10?','medium','C2','','',NULL,'','',NULL,0,'0','','','','','eac891feb6e8340c','eac891feb6e8340c',3);
INSERT INTO "question" VALUES(12,1,'q00011',11,'choice','What is number 11?','hard','C3','','',NULL,'','',NULL,0,'0','','','','','778277b709c30a0d','778277b709c30a0d',3);
INSERT INTO "question" VALUES(13,2,'c',0,'choice','Who?','medium','','','',NULL,'','',NULL,0,'0','','','','','43c43a97efbbabac','43c43a97efbbabac',0);
INSERT INTO "question" VALUES(14,2,'t',1,'truefalse','Is it?','medium','','Yes — “so”.
Second line','',NULL,'','',NULL,0,'0','','','','','bbcc7df34ca4f821','bbcc7df34ca4f821',1);
INSERT INTO "question" VALUES(15,2,'m',2,'multiple','Which?','medium','','','',NULL,'','',NULL,0,'0','','','','','0a5ee536e864bd3c','0a5ee536e864bd3c',2);
INSERT INTO "question" VALUES(16,2,'x',3,'text','監督は?','medium','','','',NULL,'','',NULL,1,'0','','a.png','alt','a.ogg','483b2e20f66b233f','483b2e20f66b233f',3);
INSERT INTO "question" VALUES(17,2,'n',4,'number','How many?','medium','','','',NULL,'','',0.0,0,'0.50','m','','','','4794e248f76c414a','4794e248f76c414a',4);
INSERT INTO "question" VALUES(18,2,'o',5,'order','In order?','hard','Cat','','It is so',0,'S','r',0.75,0,'0','','','','','e4eaf0479c025682','e4eaf0479c025682',0);
CREATE TABLE question_rating (
	tally_id INTEGER NOT NULL, 
	day VARCHAR NOT NULL, 
	rating FLOAT NOT NULL, 
	deviation FLOAT NOT NULL, 
	volatility FLOAT NOT NULL, 
	CONSTRAINT pk_question_rating PRIMARY KEY (tally_id, day), 
	CONSTRAINT ck_question_rating_states CHECK (deviation > 0 AND volatility > 0), 
	CONSTRAINT fk_question_rating_tally_id_tally FOREIGN KEY(tally_id) REFERENCES tally (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
CREATE TABLE rating_due (
	day VARCHAR NOT NULL, 
	CONSTRAINT pk_rating_due PRIMARY KEY (day)
)
 WITHOUT ROWID

;
INSERT INTO "rating_due" VALUES('2026-05-01');
INSERT INTO "rating_due" VALUES('2026-05-02');
INSERT INTO "rating_due" VALUES('2026-05-03');
CREATE TABLE round (
	id INTEGER NOT NULL, 
	player_id INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	mode VARCHAR(16) NOT NULL, 
	rule_count INTEGER NOT NULL, 
	seconds INTEGER NOT NULL, 
	preset VARCHAR(16) NOT NULL, 
	lifelines BOOLEAN NOT NULL, 
	difficulty VARCHAR(16), 
	category VARCHAR NOT NULL, 
	reading BOOLEAN NOT NULL, 
	extra_percent INTEGER NOT NULL, 
	engine INTEGER NOT NULL, 
	seed INTEGER NOT NULL, 
	length INTEGER NOT NULL, 
	"plan" JSON NOT NULL, 
	canonical BOOLEAN NOT NULL, 
	eligible BOOLEAN NOT NULL, 
	code VARCHAR NOT NULL, 
	started_ms INTEGER NOT NULL, 
	offset_s INTEGER NOT NULL, 
	local_date VARCHAR NOT NULL, 
	packs VARCHAR NOT NULL, 
	seq INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	score INTEGER NOT NULL, 
	is_right INTEGER NOT NULL, 
	answered INTEGER NOT NULL, 
	longest_streak INTEGER NOT NULL, 
	answer_ms INTEGER NOT NULL, 
	median_ms INTEGER NOT NULL, 
	away_ms INTEGER NOT NULL, 
	assisted BOOLEAN NOT NULL, 
	ranked BOOLEAN NOT NULL, 
	board VARCHAR NOT NULL, 
	outcome VARCHAR(16), 
	left_ms INTEGER, 
	clocked BOOLEAN NOT NULL, 
	active_ms INTEGER NOT NULL, 
	beat_ms INTEGER, 
	lease_pid INTEGER, 
	lease_started VARCHAR NOT NULL, 
	lease_token VARCHAR NOT NULL, gone_ms INTEGER, 
	CONSTRAINT pk_round PRIMARY KEY (id), 
	CONSTRAINT ck_round_kind CHECK (kind IN ('play', 'demo')), 
	CONSTRAINT ck_round_outcome CHECK (outcome IN ('finished', 'time up', 'out of lives', 'abandoned')), 
	CONSTRAINT ck_round_rules CHECK (length >= 1 AND rule_count >= 1 AND seconds >= 0 AND extra_percent >= 100), 
	CONSTRAINT ck_round_answers CHECK (answered BETWEEN 0 AND length AND is_right BETWEEN 0 AND answered), 
	CONSTRAINT ck_round_counts CHECK (score >= 0 AND answer_ms >= 0 AND active_ms >= 0 AND seq >= 0), 
	CONSTRAINT ck_round_ranked_was_eligible CHECK (NOT ranked OR eligible), 
	CONSTRAINT fk_round_player_id_player FOREIGN KEY(player_id) REFERENCES player (id), 
	CONSTRAINT ck_round_mode CHECK (mode IN ('standard', 'sprint', 'survival', 'practice', 'daily', 'misses')), 
	CONSTRAINT ck_round_preset CHECK (preset IN ('classic', 'accuracy', 'flat')), 
	CONSTRAINT ck_round_lifelines CHECK (lifelines IN (0, 1)), 
	CONSTRAINT ck_round_difficulty CHECK (difficulty IN ('easy', 'medium', 'hard')), 
	CONSTRAINT ck_round_reading CHECK (reading IN (0, 1)), 
	CONSTRAINT ck_round_canonical CHECK (canonical IN (0, 1)), 
	CONSTRAINT ck_round_eligible CHECK (eligible IN (0, 1)), 
	CONSTRAINT ck_round_assisted CHECK (assisted IN (0, 1)), 
	CONSTRAINT ck_round_ranked CHECK (ranked IN (0, 1)), 
	CONSTRAINT ck_round_clocked CHECK (clocked IN (0, 1))
);
INSERT INTO "round" VALUES(1,1,'play','standard',4,20,'classic',1,NULL,'',1,100,1,7,4,'[1, 2, 3, 4]',0,1,'',1777636800000,0,'2026-05-01','noir',12,10000,3150,3,4,3,8000,2000,0,0,1,'noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1','finished',NULL,0,10000,1795350155465,NULL,'','',NULL);
INSERT INTO "round" VALUES(2,1,'play','standard',4,20,'classic',1,NULL,'',1,100,1,7,4,'[5, 6, 7, 8]',0,1,'',1777723200000,0,'2026-05-02','noir',14,10000,2000,2,4,2,8000,2000,0,0,1,'noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1','finished',NULL,0,10000,1795350156402,NULL,'','',NULL);
INSERT INTO "round" VALUES(3,1,'play','standard',4,20,'classic',1,NULL,'',1,100,1,7,4,'[9, 10, 11, 12]',0,1,'',1777809600000,0,'2026-05-03','noir',5,3000,950,1,1,1,2000,2000,0,0,1,'noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1',NULL,20000,1,3000,1795350156425,NULL,'','',NULL);
INSERT INTO "round" VALUES(4,1,'play','standard',4,20,'classic',1,NULL,'',1,100,1,77,4,'[1, 2, 3, 4]',0,1,'',1772648101250,7200,'2026-03-04','noir',13,10000,4400,4,4,4,8000,2000,0,0,1,'noir|standard|4|20|classic|lifelines|any||reading|100|unassisted|1','finished',NULL,0,10000,1795404997625,NULL,'','',1795404997633);
CREATE TABLE round_pack (
	round_id INTEGER NOT NULL, 
	ord INTEGER NOT NULL, 
	slug VARCHAR NOT NULL, 
	title VARCHAR NOT NULL, 
	version VARCHAR NOT NULL, 
	CONSTRAINT pk_round_pack PRIMARY KEY (round_id, ord), 
	CONSTRAINT fk_round_pack_round_id_round FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "round_pack" VALUES(1,0,'noir','Pack noir','1.0.0');
INSERT INTO "round_pack" VALUES(2,0,'noir','Pack noir','1.0.0');
INSERT INTO "round_pack" VALUES(3,0,'noir','Pack noir','1.0.0');
INSERT INTO "round_pack" VALUES(4,0,'noir','Pack noir','1.0.0');
CREATE TABLE seen (
	player_id INTEGER NOT NULL, 
	question_id INTEGER NOT NULL, 
	CONSTRAINT pk_seen PRIMARY KEY (player_id, question_id), 
	CONSTRAINT fk_seen_player_id_player FOREIGN KEY(player_id) REFERENCES player (id) ON DELETE CASCADE, 
	CONSTRAINT fk_seen_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "seen" VALUES(1,1);
INSERT INTO "seen" VALUES(1,2);
INSERT INTO "seen" VALUES(1,3);
INSERT INTO "seen" VALUES(1,4);
INSERT INTO "seen" VALUES(1,5);
INSERT INTO "seen" VALUES(1,6);
INSERT INTO "seen" VALUES(1,7);
INSERT INTO "seen" VALUES(1,8);
INSERT INTO "seen" VALUES(1,9);
INSERT INTO "seen" VALUES(1,10);
CREATE TABLE step (
	id INTEGER NOT NULL, 
	at_ms INTEGER NOT NULL, 
	label VARCHAR NOT NULL, 
	about VARCHAR NOT NULL, 
	size INTEGER NOT NULL, 
	undone BOOLEAN NOT NULL, 
	CONSTRAINT pk_step PRIMARY KEY (id), 
	CONSTRAINT ck_step_label_given CHECK (label <> ''), 
	CONSTRAINT ck_step_size_counts CHECK (size >= 0), 
	CONSTRAINT ck_step_undone CHECK (undone IN (0, 1))
);
CREATE TABLE tag (
	question_id INTEGER NOT NULL, 
	ord INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	CONSTRAINT pk_tag PRIMARY KEY (question_id, ord), 
	CONSTRAINT fk_tag_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "tag" VALUES(13,0,'x');
INSERT INTO "tag" VALUES(13,1,'y');
INSERT INTO "tag" VALUES(13,2,'x');
CREATE TABLE tally (
	id INTEGER NOT NULL, 
	pack VARCHAR NOT NULL, 
	question VARCHAR NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	difficulty VARCHAR(16) NOT NULL, 
	category VARCHAR NOT NULL, 
	asked INTEGER NOT NULL, 
	is_right INTEGER NOT NULL, 
	CONSTRAINT pk_tally PRIMARY KEY (id), 
	CONSTRAINT ck_tally_counts CHECK (is_right BETWEEN 0 AND asked), 
	CONSTRAINT uq_tally_pack_question UNIQUE (pack, question), 
	CONSTRAINT ck_tally_kind CHECK (kind IN ('choice', 'truefalse', 'multiple', 'text', 'number', 'order')), 
	CONSTRAINT ck_tally_difficulty CHECK (difficulty IN ('easy', 'medium', 'hard'))
);
INSERT INTO "tally" VALUES(1,'noir','q00000','choice','easy','C0',1,1);
INSERT INTO "tally" VALUES(2,'noir','q00001','choice','medium','C1',1,1);
INSERT INTO "tally" VALUES(3,'noir','q00002','choice','hard','C2',1,1);
INSERT INTO "tally" VALUES(4,'noir','q00003','choice','easy','C3',1,0);
INSERT INTO "tally" VALUES(5,'noir','q00004','choice','medium','C0',1,1);
INSERT INTO "tally" VALUES(6,'noir','q00005','choice','hard','C1',1,1);
INSERT INTO "tally" VALUES(7,'noir','q00006','choice','easy','C2',1,0);
INSERT INTO "tally" VALUES(8,'noir','q00007','choice','medium','C3',1,0);
INSERT INTO "tally" VALUES(9,'noir','q00008','choice','hard','C0',1,1);
CREATE TABLE unfinished (
	question_id INTEGER NOT NULL, 
	json VARCHAR NOT NULL, 
	CONSTRAINT pk_unfinished PRIMARY KEY (question_id), 
	CONSTRAINT fk_unfinished_question_id_question FOREIGN KEY(question_id) REFERENCES question (id) ON DELETE CASCADE
);
CREATE INDEX ix_question_category_pack_id ON question (category, pack_id);
CREATE INDEX ix_round_outcome ON round (outcome);
CREATE INDEX ix_round_started_ms ON round (started_ms);
CREATE INDEX ix_round_code ON round (code);
CREATE INDEX ix_round_player_id_packs_started_ms ON round (player_id, packs, started_ms);
CREATE INDEX ix_seen_question_id ON seen (question_id);
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event WHEN EXISTS (SELECT 1 FROM round WHERE id = OLD.round_id) BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
CREATE INDEX ix_answer_pack_question ON answer (pack, question);
CREATE INDEX ix_step_undone_id ON step (undone, id);
CREATE INDEX ix_article_pack_id ON article (pack_id);
CREATE UNIQUE INDEX uq_article_sha256 ON article (sha256) WHERE there;
CREATE INDEX ix_fact_article_id ON fact (article_id);
CREATE INDEX ix_draft_article_id ON draft (article_id);
CREATE INDEX ix_draft_fact_id ON draft (fact_id);
CREATE INDEX ix_draft_question_id ON draft (question_id);
CREATE INDEX ix_change_step_id ON change (step_id);
CREATE INDEX ix_round_board ON round (board, score DESC, answer_ms, started_ms, id, local_date, ranked, outcome, gone_ms) WHERE ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL;
CREATE INDEX ix_round_own ON round (board, player_id, score DESC, answer_ms, started_ms, id, local_date, ranked, outcome, gone_ms) WHERE ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL;
CREATE INDEX ix_round_gone_ms ON round (gone_ms) WHERE gone_ms IS NOT NULL;
CREATE INDEX ix_met_due ON met (player_id, due) WHERE due IS NOT NULL;
CREATE INDEX ix_met_tally_id ON met (tally_id);
CREATE INDEX ix_met_waiting ON met (player_id, tally_id) WHERE due IS NULL AND is_right < asked;
CREATE INDEX ix_player_rating_day ON player_rating (day);
CREATE INDEX ix_question_rating_day ON question_rating (day);
CREATE INDEX ix_round_local_date ON round (local_date);
CREATE INDEX ix_round_dated ON round (board, local_date) WHERE ranked AND outcome IS NOT NULL AND outcome <> 'abandoned' AND gone_ms IS NULL;
CREATE TRIGGER round_is_counted AFTER INSERT ON round WHEN NEW.ranked AND NEW.outcome IS NOT NULL AND NEW.outcome <> 'abandoned' AND NEW.gone_ms IS NULL BEGIN INSERT INTO board_count (board, hundred, n) SELECT NEW.board, NEW.score / 100, 1 WHERE NEW.ranked AND NEW.outcome IS NOT NULL AND NEW.outcome <> 'abandoned' AND NEW.gone_ms IS NULL ON CONFLICT (board, hundred) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER round_is_counted_off AFTER DELETE ON round WHEN OLD.ranked AND OLD.outcome IS NOT NULL AND OLD.outcome <> 'abandoned' AND OLD.gone_ms IS NULL BEGIN UPDATE board_count SET n = n - 1 WHERE board = OLD.board AND hundred = OLD.score / 100 AND OLD.ranked AND OLD.outcome IS NOT NULL AND OLD.outcome <> 'abandoned' AND OLD.gone_ms IS NULL; DELETE FROM board_count WHERE board = OLD.board AND n = 0; END;
CREATE TRIGGER round_is_counted_anew AFTER UPDATE OF board, score, ranked, outcome, gone_ms ON round WHEN (OLD.ranked AND OLD.outcome IS NOT NULL AND OLD.outcome <> 'abandoned' AND OLD.gone_ms IS NULL) OR (NEW.ranked AND NEW.outcome IS NOT NULL AND NEW.outcome <> 'abandoned' AND NEW.gone_ms IS NULL) BEGIN UPDATE board_count SET n = n - 1 WHERE board = OLD.board AND hundred = OLD.score / 100 AND OLD.ranked AND OLD.outcome IS NOT NULL AND OLD.outcome <> 'abandoned' AND OLD.gone_ms IS NULL; DELETE FROM board_count WHERE board = OLD.board AND n = 0; INSERT INTO board_count (board, hundred, n) SELECT NEW.board, NEW.score / 100, 1 WHERE NEW.ranked AND NEW.outcome IS NOT NULL AND NEW.outcome <> 'abandoned' AND NEW.gone_ms IS NULL ON CONFLICT (board, hundred) DO UPDATE SET n = n + 1; END;
CREATE INDEX ix_round_player_id_seed ON round (player_id, seed);
CREATE INDEX ix_round_held ON round (player_id) WHERE lease_pid IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('player',2);
CREATE VIRTUAL TABLE question_fts USING fts5(text, detail = none, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 3 5');
INSERT INTO question_fts (question_fts, rank) VALUES ('automerge', 0);
INSERT INTO question_fts (question_fts, rank) VALUES ('usermerge', 16);
INSERT INTO question_fts (question_fts, rank) VALUES ('crisismerge', 64);
INSERT INTO question_fts (rowid, text) VALUES (1, 'What is number 0?
Right 0
Wrong 0 a
Wrong 0 b
Wrong 0 c
C0

');
INSERT INTO question_fts (rowid, text) VALUES (2, 'What is number 1?
Right 1
Wrong 1 a
Wrong 1 b
Wrong 1 c
C1

');
INSERT INTO question_fts (rowid, text) VALUES (3, 'What is number 2?
Right 2
Wrong 2 a
Wrong 2 b
Wrong 2 c
C2

');
INSERT INTO question_fts (rowid, text) VALUES (4, 'What is number 3?
Right 3
Wrong 3 a
Wrong 3 b
Wrong 3 c
C3

');
INSERT INTO question_fts (rowid, text) VALUES (5, 'What is number 4?
Right 4
Wrong 4 a
Wrong 4 b
Wrong 4 c
C0

');
INSERT INTO question_fts (rowid, text) VALUES (6, 'What is number 5?
Right 5
Wrong 5 a
Wrong 5 b
Wrong 5 c
C1

');
INSERT INTO question_fts (rowid, text) VALUES (7, 'What is number 6?
Right 6
Wrong 6 a
Wrong 6 b
Wrong 6 c
C2

');
INSERT INTO question_fts (rowid, text) VALUES (8, 'What is number 7?
Right 7
Wrong 7 a
Wrong 7 b
Wrong 7 c
C3

');
INSERT INTO question_fts (rowid, text) VALUES (9, 'What is number 8?
Right 8
Wrong 8 a
Wrong 8 b
Wrong 8 c
C0

');
INSERT INTO question_fts (rowid, text) VALUES (10, 'What is number 9?
Right 9
Wrong 9 a
Wrong 9 b
Wrong 9 c
C1

');
INSERT INTO question_fts (rowid, text) VALUES (11, 'What is number 10?
Right 10
Wrong 10 a
Wrong 10 b
Wrong 10 c
C2

');
INSERT INTO question_fts (rowid, text) VALUES (12, 'What is number 11?
Right 11
Wrong 11 a
Wrong 11 b
Wrong 11 c
C3

');
INSERT INTO question_fts (rowid, text) VALUES (13, 'Who?
Hori
A
B

x
y
x
');
INSERT INTO question_fts (rowid, text) VALUES (14, 'Is it?
true


Yes — “so”.
Second line');
INSERT INTO question_fts (rowid, text) VALUES (15, 'Which?
A
B
C


');
INSERT INTO question_fts (rowid, text) VALUES (16, ' 監督 督は は ?
 堀 
Hori
Mori


');
INSERT INTO question_fts (rowid, text) VALUES (17, 'How many?
9.50


');
INSERT INTO question_fts (rowid, text) VALUES (18, 'In order?
1
2
3
Cat

');
COMMIT;
