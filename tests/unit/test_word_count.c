/* test_word_count.c -- words as a reader counts them. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "support.h"
#include "detect/word_count.h"

static void test_words_apart(void **state)
{
    static const struct {
        const char *text;
        long want;
    } rows[] = {
        {"", 0},
        {" -- ... \u201C\u201D", 0},
        {"one", 1},
        {"The council voted on Tuesday.", 5},
        {"It\u2019s the mayor's well-known rock'n'roll.", 5},
        {"a - b -- c--d", 4},
        {"trailing- -leading 'quoted'", 3},
        {"Inflation fell to 3.1 percent, from 1,250,000.", 7},
        {"in 2025.The rest", 4},
        {"4th of May, 12:30", 5},
        {"paral\u00B7lel soft\u00ADhyphen", 2},
        {"e\u0301te\u0301 cafe\u0301", 2},
        {"\u2764\uFE0F \U0001F44D\U0001F3FB", 0},
        {"Стена будет восстановлена, сказал мэр", 5},
        {"시의회는 화요일 옛 항구의 벽을 다시 쌓기로 결정했다.", 8},
        {"سيعاد بناء جدار الميناء القديم", 5},
        {"این دیوار ساخته می\u200Cشود", 4},
        {"बंदरगाह की पुरानी दीवार फिर बनेगी।", 6},
        {"HTML5 und E-Mail", 3},
    };
    size_t i, bad = 0;

    for (i = 0; i < COUNT(rows); i++) {
        long got = nf_word_count(nf_str(rows[i].text));

        if (got != rows[i].want) {
            print_error("%s: %ld, want %ld\n", rows[i].text, got,
                        rows[i].want);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

/* Counts by ICU's dictionaries; a fifth more or less is right here, the
 * texts are short. */
static void test_scripts_without_spaces(void **state)
{
    static const struct {
        const char *text;
        long icu;
    } rows[] = {
        {"市议会星期二决定重建去年冬天被风暴毁坏的旧港口围墙。工程将于春季开始"
         "，"
         "预计需要大约两年时间。费用由国家和城市各承担一半。",
         33},
        {"市議会は火曜日、昨年の冬の嵐で壊れた古い港の壁を建て直すことを決めた"
         "。"
         "工事は春に始まり、およそ二年かかる見込みだ。費用は国と市が半分ずつ負"
         "担する。",
         42},
        {"สภาเมืองมีมติเมื่อวันอังคารให้สร้างกำแพงท่าเรือเก่าขึ้นใหม่ "
         "หลังได้รับความเสียหายจากพายุเมื่อฤดูหนาวปีที่แล้ว "
         "งานจะเริ่มในฤดูใบไม้ผลิและใช้เวลาประมาณสองปี",
         41},
        {"ສະພາເມືອງໄດ້ຕົກລົງໃນວັນອັງຄານທີ່ຜ່ານມາວ່າຈະສ້າງກຳແພງທ່າເຮືອເກົ່າ"
         "ຄືນໃໝ່ ເຊິ່ງໄດ້ຮັບຄວາມເສຍຫາຍຈາກພາຍຸໃນລະດູໜາວປີກາຍນີ້ "
         "ວຽກງານຈະເລີ່ມຕົ້ນໃນລະດູໃບໄມ້ປົ່ງ ແລະຈະໃຊ້ເວລາປະມານສອງປີ",
         39},
        {"ក្រុមប្រឹក្សាក្រុងបានសម្រេចកាលពីថ្ងៃអង្គារថានឹងសាងសង់ជញ្ជាំង"
         "កំពង់ផែចាស់ឡើងវិញ បន្ទាប់ពីរងការខូចខាតដោយសារព្យុះកាលពីរដូវរងា"
         "ឆ្នាំមុន។ ការងារនឹងចាប់ផ្តើមនៅរដូវផ្ការីក ហើយនឹងចំណាយពេល"
         "ប្រហែលពីរឆ្នាំ។",
         31},
        {"မြို့နယ်ကောင်စီသည် ယမန်နှစ်ဆောင်းရာသီ မုန်တိုင်းကြောင့် "
         "ပျက်စီးခဲ့သော "
         "ဆိပ်ကမ်းတံတိုင်းဟောင်းကို ပြန်လည်တည်ဆောက်ရန် အင်္ဂါနေ့တွင် "
         "ဆုံးဖြတ်ခဲ့သည်။ လုပ်ငန်းများကို နွေဦးရာသီတွင် စတင်မည်ဖြစ်ပြီး "
         "နှစ်နှစ်ခန့် ကြာမြင့်မည်ဖြစ်သည်။",
         38},
    };
    size_t i, bad = 0;

    for (i = 0; i < COUNT(rows); i++) {
        long got = nf_word_count(nf_str(rows[i].text));

        if (got * 5 < rows[i].icu * 4 || got * 5 > rows[i].icu * 6) {
            print_error("%s: %ld, ICU %ld\n", rows[i].text, got, rows[i].icu);
            bad++;
        }
    }
    assert_int_equal(bad, 0);
}

/* Scripts meet; words that zero width spaces part; one letter alone. */
static void test_mixed(void **state)
{
    assert_int_equal(nf_word_count(nf_str("AI技术 2026年")), 4);
    assert_int_equal(nf_word_count(nf_str("ការ\u200Bងារ\u200Bនៅ\u200Bនឹង")), 4);
    assert_int_equal(nf_word_count(nf_str("年")), 1);
    assert_int_equal(nf_word_count((nf_str_t){NULL, 0}), 0);
    assert_int_equal(nf_word_count((nf_str_t){"\xFF\xFE a", 4}), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_words_apart),
        POOL_TEST(test_scripts_without_spaces),
        POOL_TEST(test_mixed),
    };

    return run_group("word_count", tests, COUNT(tests));
}
