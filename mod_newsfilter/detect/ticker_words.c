/* ticker_words.c -- words of bars, labels and lists (ticker_words.h). */
#include <stdint.h>
#include <string.h>
#include "fold.h"
#include "ticker_words.h"
#include "ticker_words_hash.h"
#include "words.h"

enum {
    DROP = 0,
    GAP = ' ',
    MAX_ASCII = 64 /* bytes of an entry in Latin letters */
};

/* Marks that tell no word from another: nukta, joiners, selectors. */
static int is_mark(unsigned cp)
{
    return cp == 0x93C || cp == 0x9BC || cp == 0x670 || cp == 0x200E
           || cp == 0x200F || cp == 0x2060 || cp == 0xFEFF || cp == 0xFE0F
           || cp == 0x2019 || cp == 0x2BC;
}

/* Letters that carry a nukta in one code point, to the plain letter. */
static unsigned plain(unsigned cp)
{
    static const unsigned short hindi[] = {0x915, 0x916, 0x917, 0x91C,
                                           0x921, 0x922, 0x92B, 0x92F};

    if (cp - 0x958 < 8u) {
        return hindi[cp - 0x958];
    }
    return cp == 0x9DC   ? 0x9A1
           : cp == 0x9DD ? 0x9A2
           : cp == 0x9DF ? 0x9AF
                         : cp;
}

/* key_of() for what is no ASCII. */
static unsigned wide_key_of(unsigned cp)
{
    int digit;

    if (is_mark(cp)) {
        return DROP;
    }
    digit = nf_digit_value(cp);
    if (digit >= 0) {
        return (unsigned)digit + '0';
    }
    if (nf_fold_cp(cp) == 0) {
        return DROP;
    }
    return nf_is_letter(cp) ? plain(nf_fold_cp(cp)) : GAP;
}

/* The key's letter of a code point, GAP or DROP. */
static inline unsigned key_of(unsigned cp)
{
    return nf_is_alpha(cp)  ? cp | 0x20
           : cp - '0' < 10u ? cp
           : cp >= 0x80     ? wide_key_of(cp)
           : cp == '\''     ? DROP
                            : GAP;
}

static size_t utf8_put(char *p, unsigned cp)
{
    if (cp < 0x80) {
        p[0] = (char)cp;
        return 1;
    }
    if (cp < 0x800) {
        p[0] = (char)(0xC0 | cp >> 6);
        p[1] = (char)(0x80 | (cp & 0x3F));
        return 2;
    }
    if (cp < 0x10000) {
        p[0] = (char)(0xE0 | cp >> 12);
        p[1] = (char)(0x80 | (cp >> 6 & 0x3F));
        p[2] = (char)(0x80 | (cp & 0x3F));
        return 3;
    }
    p[0] = (char)(0xF0 | cp >> 18);
    p[1] = (char)(0x80 | (cp >> 12 & 0x3F));
    p[2] = (char)(0x80 | (cp >> 6 & 0x3F));
    p[3] = (char)(0x80 | (cp & 0x3F));
    return 4;
}

size_t nf_phrase_key(nf_str_t text, char *key, size_t cap)
{
    const char *p = text.p, *end = text.p + text.len;
    size_t n = 0;
    int gap = 0;

    while (p < end && n + 10 < cap) {
        unsigned cp, lam = 0, k;

        if (nf_is_alpha((unsigned char)*p)) { /* as most are */
            if (gap) {
                key[n++] = ' ';
                gap = 0;
            }
            key[n++] = (char)(*p++ | 0x20);
            continue;
        }
        cp = nf_utf8_next(&p, end);
        if (cp - 0xFEF5 < 8u) { /* lam with alef, one character */
            lam = 0x644;
            cp = 0x627;
        }
        k = key_of(cp);
        if (k == GAP) {
            gap = n > 0;
        }
        else if (k != DROP) {
            if (gap) {
                key[n++] = ' ';
                gap = 0;
            }
            if (lam) {
                n += utf8_put(key + n, lam);
            }
            if (k < 0x80) {
                key[n++] = (char)k;
            }
            else {
                n += utf8_put(key + n, k);
            }
        }
    }
    key[n] = '\0';
    return n;
}

typedef struct word_t {
    const char *key;
    unsigned bits;
} word_t;

#define B NF_PHRASE_BREAKING
#define N NF_PHRASE_LATEST
#define H NF_PHRASE_HEADLINES
#define T NF_PHRASE_TREND
#define L NF_PHRASE_LABEL
#define R NF_PHRASE_RELATED
#define P NF_PHRASE_POPULAR
#define M NF_PHRASE_MORE
static const word_t words[] = {
#define W(key, bits) {key, bits},
#include "ticker_words.def"
#undef W
};
#undef B
#undef N
#undef H
#undef T
#undef L
#undef R
#undef P
#undef M

#define NWORDS (sizeof(words) / sizeof(words[0]))

/* The number of the first entry that begins with this word, counted from 1, or
 * 0. Those that begin with it as well follow. */
static unsigned first_entry(const char *word, size_t n)
{
    uint32_t key = nf_word_key(word, n),
             at = nf_word_place(key, WORD_HASH_BITS);
    unsigned number;

    while ((number = nf_word_next(word_hash, WORD_HASH_BITS, key, &at)) != 0) {
        const char *entry = words[number - 1].key;

        if (strncmp(entry, word, n) == 0
            && (entry[n] == '\0' || entry[n] == ' ')) {
            return number;
        }
    }
    return 0;
}

/* The bits of a key, looked for from an entry on. */
static unsigned bits_of(const char *key, size_t i)
{
    int order = 1;

    while (i < NWORDS && (order = strcmp(key, words[i].key)) > 0) {
        i++;
    }
    return order == 0 ? words[i].bits : 0;
}

/* The length of the first word in the key of a text. */
static size_t first_word(nf_str_t text, char *key, size_t cap)
{
    nf_phrase_key(text, key, cap);
    return strcspn(key, " ");
}

/* The key of a text's first word: its length, 0 for a text without words. */
static size_t first_key(nf_str_t text, char *key, size_t cap)
{
    size_t n, most = text.len < cap ? text.len : cap;
    const char *blank;

    for (n = 0; n < most && nf_is_alpha((unsigned char)text.p[n]); n++) {
        key[n] = (char)(text.p[n] | 0x20);
    }
    if (n == text.len || (n && key_of((unsigned char)text.p[n]) == GAP)) {
        return n; /* as most are */
    }
    blank = memchr(text.p, ' ', text.len);
    n = blank ? first_word((nf_str_t){text.p, (size_t)(blank - text.p)}, key,
                           cap)
              : 0;
    return n ? n : first_word(text, key, cap); /* behind signs */
}

/* The first entry that begins with the first word of a text, as above. */
static unsigned entry_of(nf_str_t text)
{
    char key[NF_PHRASE_MAX + 12];
    size_t n = first_key(text, key, sizeof(key));

    return n ? first_entry(key, n) : 0;
}

/* The bits of a text; its first word is that of an entry. */
static unsigned lookup_from(nf_str_t text, unsigned entry)
{
    char key[NF_PHRASE_MAX + 12];

    if (text.len > 2 * NF_PHRASE_MAX
        || (text.len > MAX_ASCII && (unsigned char)text.p[0] < 0x80
            && (unsigned char)text.p[1] < 0x80)) {
        return 0;
    }
    nf_phrase_key(text, key, sizeof(key));
    return bits_of(key, entry - 1);
}

unsigned nf_phrase_lookup(nf_str_t text)
{
    unsigned entry = entry_of(text);

    return entry ? lookup_from(text, entry) : 0; /* as most texts */
}

unsigned nf_phrase_of_block(nf_block_t *k)
{
    if (k->phrase == 0) {
        unsigned entry = entry_of(k->text);

        k->phrase = NF_PHRASE_ASKED;
        if (entry) {
            k->phrase |=
                (uint16_t)(NF_PHRASE_BEGINS | lookup_from(k->text, entry));
        }
    }
    return k->phrase;
}

/* Is this a separator after a label? Two full stops are (Arabic, Thai). */
static int is_lead_end(unsigned cp, const char *p, const char *end)
{
    switch (cp) {
    case ':':
    case 0xFF1A:
    case '|':
    case 0xFF5C:
    case 0xA6:
    case ']':
    case 0x3011:
    case ')':
    case 0xFF09:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case '!':
    case 0xFF01:
    case 0x2026:
    case 0xBB:
    case 0x203A:
    case 0x2022:
    case 0x25CF:
    case 0x00B7:
    case '/':
    case 0xFF0F:
    case 0x300B:
    case 0x3009:
    case 0x300D:
    case 0x2502:
    case '>':
    case '~':
        return 1;
    case '.':
    case '-':
    case '+':
        return p < end && (*p == (char)cp || (cp == '-' && *p == ' '));
    default:
        return 0;
    }
}

/* Is there nothing but separators and space? Then that text is no rest. */
static nf_str_t skip_gaps(nf_str_t s)
{
    const char *p = s.p, *end = s.p + s.len;

    while (p < end) {
        const char *at = p;
        unsigned cp = nf_utf8_next(&p, end);
        unsigned k = key_of(cp);

        /* an opening quote or bracket belongs to the headline */
        if ((k != GAP && k != DROP) || cp == '"' || cp == '\'' || cp == '('
            || cp == 0xAB || cp == 0x2018 || cp == 0x201C || cp == 0x201E
            || cp == 0x201A || cp == 0x300C || cp == 0x300E || cp == '#'
            || cp == '$' || cp == 0xBF || cp == 0xA1 || cp == 0x20AC
            || cp == 0x300A || cp == 0xA3 || cp == '@' || cp == 0x2039) {
            return (nf_str_t){at, (size_t)(end - at)};
        }
    }
    return (nf_str_t){end, 0};
}

unsigned nf_phrase_lead(nf_str_t text, nf_str_t *label, nf_str_t *rest)
{
    const char *p = text.p, *end = text.p + text.len, *from = NULL;
    int i;

    if (entry_of(text) == 0) {
        return 0;
    }
    for (i = 0; p < end && i < 40; i++) {
        const char *at = p;
        unsigned cp = nf_utf8_next(&p, end), k = key_of(cp);

        if (from == NULL) {
            if (k != GAP && k != DROP) {
                from = at;
            }
        }
        else if (is_lead_end(cp, p, end)) {
            nf_str_t word = {from, (size_t)(at - from)};
            unsigned bits = nf_phrase_lookup(word);
            nf_str_t tail = skip_gaps((nf_str_t){p, (size_t)(end - p)});

            if (bits && tail.len) {
                *label = nf_str_trim(word);
                *rest = tail;
                return bits;
            }
        }
    }
    return 0;
}

/* Phrases of promotions, notices and calls to act, as keys. */
static const char *const promos[] = {"subscribe",
                                     "subscription",
                                     "suscrib",
                                     "abonnez vous",
                                     "abonnieren",
                                     "newsletter",
                                     "sign up for",
                                     "sign up now",
                                     "sign up today",
                                     "download our",
                                     "download the app",
                                     "our app",
                                     "mobile app",
                                     "live stream of",
                                     "24 7 live",
                                     "newscasts",
                                     "on demand",
                                     "get the app",
                                     "cookies",
                                     "black friday",
                                     "half price",
                                     "off everything",
                                     "gutschein",
                                     "coupon code",
                                     "advertise with",
                                     "inscreva se",
                                     "assine ",
                                     "jetzt mittippen",
                                     "gewinnspiel",
                                     "free trial",
                                     "free shipping",
                                     "follow us",
                                     "folge uns",
                                     "siguenos",
                                     "suivez nous",
                                     "seguici su",
                                     "donate now",
                                     "donate to",
                                     "spenden sie",
                                     "unterstutzen sie",
                                     "support us",
                                     "support our",
                                     "become a member",
                                     "register now",
                                     "registrate",
                                     "einloggen",
                                     "jetzt anmelden",
                                     "enable javascript",
                                     "your browser",
                                     "privacy policy",
                                     "terms of use",
                                     "all rights reserved",
                                     "click here",
                                     "hier klicken",
                                     "haz clic",
                                     "clique aqui",
                                     "cliquez ici",
                                     "e paper",
                                     "epaper",
                                     "abo testen",
                                     "abonnement",
                                     "iscriviti",
                                     "abone ol",
                                     "berlangganan",
                                     "подпишитесь",
                                     "подписывайтесь",
                                     "скачайте",
                                     "اشترك في",
                                     "حمل التطبيق",
                                     "立即订阅",
                                     "立即訂閱",
                                     "下载客户端",
                                     "下載app",
                                     "購読",
                                     "アプリを",
                                     "구독하",
                                     "앱 다운",
                                     "सब्सक्राइब",
                                     "डाउनलोड करें",
                                     "สมัครสมาชิก",
                                     "ดาวน์โหลดแอป",
                                     "quang cao",
                                     "cerezler",
                                     "kvkk",
                                     "쿠키",
                                     "クッキー",
                                     "คุกกี้",
                                     "الكوكيز",
                                     "ملفات تعريف الارتباط",
                                     "gdpr",
                                     "bet now",
                                     "betting bonus",
                                     "bonus for new",
                                     "for new customers",
                                     "early bird",
                                     "tickets on sale",
                                     "buy your ticket",
                                     "book your ticket",
                                     "watch our live",
                                     "watch live tv",
                                     "live tv channel",
                                     "listen live",
                                     "join our",
                                     "join us on",
                                     "whatsapp channel",
                                     "telegram channel",
                                     "whatsapp kanal",
                                     "whatsapp group",
                                     "canal de whatsapp",
                                     "canal do whatsapp",
                                     "canale whatsapp",
                                     "chaine whatsapp",
                                     "saluran whatsapp",
                                     "in your inbox",
                                     "career fair",
                                     "promo code",
                                     "limited offer",
                                     "limited time offer",
                                     "save up to",
                                     "free delivery",
                                     "download now",
                                     "skip to main",
                                     "skip to the",
                                     "jetzt abonnieren",
                                     "jetzt testen",
                                     "jetzt bestellen",
                                     "rabattcode",
                                     "code promo",
                                     "offre speciale",
                                     "telechargez",
                                     "inscrivez vous",
                                     "descarga nuestra",
                                     "descarga la app",
                                     "baixe o app",
                                     "baixe nosso",
                                     "scarica l app",
                                     "scarica la app",
                                     "uygulamamizi indir",
                                     "uygulamayi indir",
                                     "unduh aplikasi",
                                     "download aplikasi",
                                     "tai ung dung",
                                     "dang ky nhan",
                                     "pobierz aplikacje",
                                     "zapisz sie",
                                     "download de app",
                                     "ladda ner appen",
                                     "скачать приложение",
                                     "установите приложение",
                                     "наш telegram",
                                     "наш канал",
                                     "скидк",
                                     "промокод",
                                     "تحميل التطبيق",
                                     "تابعونا",
                                     "تابعنا",
                                     "قناتنا",
                                     "हमारे चैनल",
                                     "ऐप डाउनलोड",
                                     "আমাদের চ্যানেল",
                                     "অ্যাপ ডাউনলোড",
                                     "ดาวน์โหลดแอ",
                                     "下载app",
                                     "下載應用",
                                     "关注我们",
                                     "關注我們",
                                     "扫码",
                                     "掃碼",
                                     "会員登録",
                                     "ダウンロード",
                                     "앱을 다운로드",
                                     "앱 설치",
                                     "no breaking news",
                                     "please wait",
                                     "lorem ipsum",
                                     "loading headlines",
                                     "loading news",
                                     "wird geladen",
                                     "chargement en cours",
                                     "em carregamento",
                                     "cargando noticias",
                                     "caricamento in corso",
                                     "haberler yukleniyor",
                                     "sedang memuat",
                                     "идет загрузка",
                                     "dang tai tin",
                                     "กำลังโหลด",
                                     "正在加载",
                                     "正在載入",
                                     "読み込み中",
                                     "불러오는 중",
                                     "جاري التحميل",
                                     "جار التحميل"};

/* A place in a set of 256 for two bytes. */
static unsigned pair_of(const char *p)
{
    return ((unsigned char)p[0] * 7u + (unsigned char)p[1]) & 255;
}

int nf_phrase_promo(nf_str_t text)
{
    char key[320];
    uint64_t pairs[4] = {0}; /* that stand in the key */
    size_t i, n = nf_phrase_key(text, key, sizeof(key));

    for (i = 0; i + 1 < n; i++) {
        unsigned pair = pair_of(key + i);

        pairs[pair >> 6] |= (uint64_t)1 << (pair & 63);
    }
    for (i = 0; i < sizeof(promos) / sizeof(promos[0]); i++) {
        unsigned pair = pair_of(promos[i]);

        if ((pairs[pair >> 6] >> (pair & 63) & 1) && strstr(key, promos[i])) {
            return 1;
        }
    }
    return 0;
}

size_t nf_phrase_count(void)
{
    return NWORDS;
}

const char *nf_phrase_at(size_t i, unsigned *bits)
{
    *bits = words[i].bits;
    return words[i].key;
}
