/* test_language.c -- tags, and the language of the text. */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
#include "facts.h"
#include "detect/language.h"

static void test_tags(void **state)
{
    static const struct {
        const char *raw, *want;
    } rows[] = {
        {"en", "en"},
        {"EN", "en"},
        {"en_US", "en-US"},
        {"en-us", "en-US"},
        {"en_US.UTF-8", "en-US"},
        {"en, de", "en"},
        {"zh-hans", "zh-Hans"},
        {" de ", "de"},
        {"german", "de"},
        {"English", "en"},
        {"pt-BR", "pt-BR"},
        {"de-x", "de"},
        {"", "nothing"},
        {"x", "nothing"},
        {"xx", "nothing"},
        {"12", "nothing"},
        {"no language", "no"},
        {"auto-detected", "nothing"},
    };
    size_t i;

    for (i = 0; i < COUNT(rows); i++) {
        assert_string_equal(none(nf_language_tag(nf_str(rows[i].raw), pool)),
                            rows[i].want);
    }
}

static const char *language_of(const char *lang, const char *text)
{
    const char *p = apr_pstrcat(pool, "<p>", text, "</p><p>", text, "</p><p>",
                                text, "</p>", NULL);

    return none(nf_detect(page_of(apr_pstrcat(
                              pool, "<html", lang,
                              "><body><h1>A headline of six words or so</h1>",
                              p, p, "</body></html>", NULL)),
                          NULL)
                    ->language);
}

/* clang-format takes joiners for letters */
/* clang-format off */
static const struct {
    const char *lang, *text, *want;
} texts[] = {
    {"",
     "Der Rat hat am Dienstag beschlossen, dass die alte Mauer am "
     "Hafen wieder aufgebaut wird, und das ist für viele eine gute "
     "Nachricht, weil der Weg seit dem Winter gesperrt ist.",
     "de"},
    {" lang=en",
     "Der Rat hat am Dienstag beschlossen, dass die alte "
     "Mauer am Hafen wieder aufgebaut wird, und das ist für viele eine "
     "gute Nachricht, weil der Weg seit dem Winter gesperrt ist.",
     "de"},
    {" lang=de-AT",
     "Der Rat hat am Dienstag beschlossen, dass die alte "
     "Mauer am Hafen wieder aufgebaut wird, und das ist für viele eine "
     "gute Nachricht, weil der Weg seit dem Winter gesperrt ist.",
     "de-AT"},
    {"",
     "Совет решил, что старая стена в гавани будет восстановлена, "
     "и это хорошая новость для всех, так как путь был закрыт с зимы, "
     "но работы не начнутся до весны.",
     "ru"},
    /* few small words, but letters that the neighbours have not */
    {"",
     "Старую стену гавани восстановят: депутаты выделили деньги, "
     "строители везут гранит, рыбаки ждут, музыканты готовят марш.",
     "ru"},
    {"",
     "Стару стіну гавані відновлять: депутати виділили кошти, "
     "будівельники везуть граніт, рибалки чекають, музиканти готують "
     "марш.",
     "uk"},
    {"",
     "Стары мур гавані адновяць: дэпутаты вылучылі грошы, "
     "будаўнікі вязуць граніт, рыбакі чакаюць, музыкі рыхтуюць марш, "
     "а мэр пусціў слязу.",
     "be"},
    {"",
     "Старата стена на пристанището ще бъде възстановена: "
     "депутатите отпуснаха пари, зидарите карат гранит, рибарите чакат "
     "търпеливо.",
     "bg"},
    {"",
     "Стари зид у луци биће обновљен: одборници су дали новац, а "
     "радници довозе камен који је исте боје, док рибари чекају и није "
     "им жао да се то ради на пролеће.",
     "sr"},
    {"",
     "ក្រុមប្រឹក្សាបានសម្រេចសាងសង់"
     "ជញ្ជាំងកំពង់ផែចាស់ឡើងវិញ។ ការងារនឹងចាប់ផ្តើមនៅរដូវផ្ការីក "
     "ហើយនឹងចំណាយពេលប្រហែលពីរឆ្នាំ។",
     "km"},
    {"",
     "市議会は火曜日、昨年の冬の嵐で壊れた古い港の壁を建て直すことを決めた"
     "。"
     "工事は春に始まり、およそ二年かかる見込みだ。",
     "ja"},
    {"",
     "شورای شهر روز سه‌شنبه تصمیم گرفت دیوار قدیمی بندر "
     "را "
     "که "
     "در "
     "توفان‌های زمستان گذشته آسیب دیده بود دوباره بسازد و "
     "کار "
     "در "
     "بهار "
     "آغاز می‌شود.",
     "fa"},
};
/* clang-format on */

static void test_text(void **state)
{
    size_t i;

    for (i = 0; i < COUNT(texts); i++) {
        assert_string_equal(language_of(texts[i].lang, texts[i].text),
                            texts[i].want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        POOL_TEST(test_tags),
        POOL_TEST(test_text),
    };

    return run_group("language", tests, COUNT(tests));
}
