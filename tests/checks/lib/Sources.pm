package Sources;

# The project's files, for the checks.

use strict;
use warnings;
use Exporter 'import';
use File::Find;

our @EXPORT_OK = qw(c_files tracked slurp);

# All C sources and headers below a folder, sorted.
sub c_files
{
    my @files;
    find({ no_chdir => 1, wanted => sub {
        push @files, $_ if /\.[ch]$/;
    } }, grep { -d } @_);
    return sort @files;
}

# Every text file of the project (fixtures' pages are data), sorted.
sub tracked
{
    my @files;
    find({ no_chdir => 1, preprocess => sub {
        return grep { !/^(?:\.git|build|in\.html|nf-.*)$/ } @_;
    }, wanted => sub {
        push @files, $_ if -f && -T && !/compile_commands\.json$/;
    } }, '.');
    return sort map { s{^\./}{}r } @files;
}

sub slurp
{
    my ($file) = @_;
    open my $in, '<', $file or die "$file: $!\n";
    local $/;
    return scalar <$in>;
}

1;
