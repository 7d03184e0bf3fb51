//! The keys a log may use. A key means the same, and takes the same type of value,
//! in every table that has it.

macro_rules! keys {
    ($($variant:ident $name:literal)*) => {
        /// A key of a table in the log.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Key { $(#[doc = concat!("`", $name, "`")] $variant,)* }

        impl Key {
            /// The key as it is written in a log.
            pub const fn name(self) -> &'static str {
                match self { $(Key::$variant => $name,)* }
            }

            /// The key that is written `name`, if there is one.
            pub fn find(name: &str) -> Option<Key> {
                match name { $($name => Some(Key::$variant),)* _ => None }
            }
        }
    };
}

keys! {
    Approx "approx"
    AtLeast "at_least"
    AtMost "at_most"
    Attendance "attendance"
    Author "author"
    Authors "authors"
    Apprentice "apprentice"
    Audience "audience"
    Cadence "cadence"
    Class "class"
    Classes "classes"
    Closing "closing"
    Commented "commented"
    Completed "completed"
    Contest "contest"
    Cost "cost"
    Count "count"
    Courses "courses"
    Cue "cue"
    Date "date"
    Days "days"
    End "end"
    Every "every"
    Evidence "evidence"
    Experts "experts"
    Filed "filed"
    Grade "grade"
    Group "group"
    Guests "guests"
    GuidingIdeas "guiding_ideas"
    Holidays "holidays"
    Honours "honours"
    Host "host"
    Journal "journal"
    Kind "kind"
    Leader "leader"
    Lead "lead"
    Lessons "lessons"
    Level "level"
    MeasuresProse "measures"
    Members "members"
    Mentor "mentor"
    Mode "mode"
    Name "name"
    Names "names"
    Note "note"
    ObserverRole "observer_role"
    Observers "observers"
    Of "of"
    Or "or"
    Outcome "outcome"
    Own "own"
    Part "part"
    Partners "partners"
    Pending "pending"
    People "people"
    Per "per"
    Percent "percent"
    PersonTimes "person_times"
    Place "place"
    Plans "plans"
    Post "post"
    Programme "programme"
    Pupils "pupils"
    Rates "rates"
    Recipient "recipient"
    Result "result"
    ResultsProse "results"
    Role "role"
    Roles "roles"
    Shortcomings "shortcomings"
    Slogan "slogan"
    Span "span"
    Speaker "speaker"
    Start "start"
    Status "status"
    Subject "subject"
    Target "target"
    Teacher "teacher"
    Teachers "teachers"
    Team "team"
    Template "template"
    TermName "term"
    Title "title"
    Topic "topic"
    Unit "unit"
    Verb "verb"
    Weeks "weeks"
    Who "who"
    YearsOver "years_over"
    Years "years"
    YearsUnder "years_under"
}

impl Key {
    /// The measure word of the number under this key, where it has one of its own.
    pub const fn unit(self) -> Option<&'static str> {
        Some(match self {
            Key::Days => "天",
            Key::Cost => "元",
            Key::Lessons => "节",
            Key::Courses => "门",
            Key::PersonTimes => "人次",
            _ => return None,
        })
    }
}
