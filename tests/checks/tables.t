#!/usr/bin/perl
# The tables that scripts make of lists are those of the lists as they are.

use strict;
use warnings;
use FindBin;
use lib "$FindBin::Bin/lib";
use Sources qw(slurp);
use Test::More;

my ($page, $detect) = ('mod_newsfilter/page', 'mod_newsfilter/detect');
my @tables = (
    ["$page/tags_table.h", "$page/tags.py"],
    ["$page/hints_table.h", "$page/hints.py"],
    (map { ["$detect/${_}_hash.h", "$detect/words.py", "$detect/$_.def"] }
        qw(date_words byline_words language_words meta_names ticker_class)),
    ["$detect/ticker_words_hash.h", "$detect/words.py", '--first',
        "$detect/ticker_words.def"],
);

plan skip_all => 'no python3' if system 'command -v python3 >/dev/null';
foreach (@tables) {
    my ($table, @command) = @$_;
    open my $made, '-|', 'python3', @command or die "@command: $!\n";
    my $text = join '', <$made>;

    close $made;
    ok($text eq slurp($table), "$table is made by @command");
}
done_testing();
